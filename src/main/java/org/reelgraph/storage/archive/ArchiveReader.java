package org.reelgraph.storage.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.tables.Table;

/** Reads an archive, a few rows at a time. What is damaged is found at the latest when all of it was read. */
public final class ArchiveReader implements TableSource, Closeable {

    private static final int AT_ONCE = 500;
    private static final int HASH = 32;
    private static final int END = HASH + Integer.BYTES + Long.BYTES;
    private static final int LONGEST_MANIFEST = 16_000_000;
    // In which the end is looked for where it isn't at the end.
    private static final int LONGEST_REST = 65_536;

    private final Path path;
    private final boolean isEncrypted;
    private final Manifest manifest;
    private final DataInputStream rows;

    /** @param file its content, as it is before it is encrypted */
    ArchiveReader(Path path, SeekableByteChannel file, boolean isEncrypted) throws IOException {
        this.path = path;
        this.isEncrypted = isEncrypted;
        var bytes = manifest(file);
        this.manifest = Manifest.of(bytes);
        if (manifest.format() > Manifest.FORMAT) {
            throw new StorageException("The backup " + path + " was made by a later version of this program, "
                    + manifest.origin().program() + ".");
        }
        file.position(Long.BYTES);
        this.rows = new DataInputStream(new BufferedInputStream(new ZstdInputStream(
                new Part(Channels.newInputStream(file), file.size() - END - bytes.length - Long.BYTES))));
    }

    /** The beginning of a stream. */
    private static final class Part extends FilterInputStream {

        private long left;

        private Part(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = left <= 0 ? -1 : in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    private byte[] manifest(SeekableByteChannel file) throws IOException {
        var start = file.size() - END;
        if (start < Long.BYTES || bytes(file, 0, Long.BYTES).getLong() != ArchiveWriter.MARK) {
            throw new StorageException("The file " + path + " is no backup of Reelgraph.");
        }
        var end = bytes(file, start, END);
        var hash = new byte[HASH];
        end.get(hash);
        var length = end.getInt();
        if (end.getLong() != ArchiveWriter.MARK || length < 0 || length > Math.min(start, LONGEST_MANIFEST)) {
            throw ArchiveFiles.damaged(path, howItEnds(file), null);
        }
        var bytes = bytes(file, start - length, length).array();
        if (!MessageDigest.isEqual(hash, Sha256.digest().digest(bytes))) {
            throw ArchiveFiles.damaged(path, "its manifest was changed", null);
        }
        return bytes;
    }

    private static String howItEnds(SeekableByteChannel file) throws IOException {
        var length = (int) Math.min(file.size() - Long.BYTES, LONGEST_REST);
        var rest = bytes(file, file.size() - length, length);
        for (var end = length - Long.BYTES; end >= 0; end--) {
            if (rest.getLong(end) == ArchiveWriter.MARK) {
                return "what follows its end doesn't belong to it, " + (length - Long.BYTES - end) + " bytes";
            }
        }
        return "its end is missing";
    }

    private static ByteBuffer bytes(SeekableByteChannel file, long start, int length) throws IOException {
        var bytes = Channels.newInputStream(file.position(start)).readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Reads all of it, without knowing what it is good for. */
    void readAll() throws IOException, SQLException {
        for (var table : tables()) {
            read(table, any -> {
            });
        }
        if (rows.read() >= 0) {
            throw ArchiveFiles.damaged(path, "there is more in it than its manifest says", null);
        }
    }

    /** {@return whether nobody can read it without its passphrase} */
    public boolean isEncrypted() {
        return isEncrypted;
    }

    /** {@return what it contains} */
    public Manifest contents() {
        return manifest;
    }

    @Override
    public List<Table> tables() {
        return manifest.tables().stream().map(Manifest.Part::table).toList();
    }

    @Override
    public long rows() {
        return manifest.rows();
    }

    /**
     * {@inheritDoc}
     *
     * @throws StorageException if it isn't what the manifest says, or if it can't be read
     */
    @Override
    public TableSum read(Table table, Receiver receiver) throws SQLException {
        try {
            var sum = sum(table, receiver);
            if (manifest.tables().stream().noneMatch(part -> part.sum().equals(sum))) {
                throw ArchiveFiles.damaged(path, "the table " + table.name() + " isn't what it was when it was written",
                        null);
            }
            return sum;
        } catch (IOException e) {
            throw ArchiveFiles.damaged(path, "the table " + table.name() + " can't be read to its end", e);
        }
    }

    private TableSum sum(Table table, Receiver receiver) throws IOException, SQLException {
        var sum = Sha256.digest();
        var count = 0L;
        var batch = new ArrayList<@Nullable Object[]>(AT_ONCE);
        for (var length = rows.readInt(); length != ArchiveWriter.NO_MORE; length = rows.readInt()) {
            var bytes = rows.readNBytes(Math.max(0, length));
            if (bytes.length != length) {
                throw new EOFException();
            }
            sum.update(bytes);
            batch.add(table.row(bytes));
            count++;
            if (batch.size() == AT_ONCE) {
                receiver.take(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            receiver.take(batch);
        }
        return new TableSum(table.name(), count, HexFormat.of().formatHex(sum.digest()));
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw StorageException.of("The backup " + path + " can't be closed", e);
        }
    }
}
