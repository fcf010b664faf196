package org.reelgraph.storage.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/** What an encrypted file holds, a segment at a time. */
final class DecryptedChannel implements SeekableByteChannel {

    private static final int ENCRYPTED = Segments.SIZE + Segments.TAG_BYTES;

    private final FileChannel file;
    private final Segments segments;
    private final long last;
    private final long size;
    private long position;
    private long number = -1;
    private byte[] segment = {};

    DecryptedChannel(FileChannel file, SecretKey key) throws IOException {
        this.file = file;
        this.segments = new Segments(key);
        var length = file.size() - EncryptionHeader.BYTES;
        this.last = Math.max(0, (length - 1) / ENCRYPTED);
        this.size = length - (last + 1) * Segments.TAG_BYTES;
        if (length - last * ENCRYPTED < Segments.TAG_BYTES) {
            throw new EOFException();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size) {
            return -1;
        }
        require(position / Segments.SIZE);
        var from = (int) (position % Segments.SIZE);
        var count = Math.min(target.remaining(), segment.length - from);
        target.put(segment, from, count);
        position += count;
        return count;
    }

    private void require(long wanted) throws IOException {
        if (wanted == number) {
            return;
        }
        var begin = EncryptionHeader.BYTES + wanted * ENCRYPTED;
        var bytes = ByteBuffer.allocate((int) Math.min(ENCRYPTED, file.size() - begin));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, begin + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        try {
            segment = segments.decrypt(wanted, wanted == last, bytes.array());
            number = wanted;
        } catch (AEADBadTagException e) {
            throw new IOException("some of its bytes were changed or added, or are missing", e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
