package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.reelgraph.storage.PrivateFile;

/** A copy of a damaged file with its write-ahead log, which SQLite would change. */
final class DamagedFile {

    // Of a disk, and of a page.
    private static final int BLOCK = 4_096;
    private static final int AT_ONCE = 256 * BLOCK;

    private DamagedFile() {
    }

    /** {@return the copy in a folder} What the disk doesn't give is zero in it. */
    static Path copy(Path file, Path folder) throws IOException {
        var copy = folder.resolve("damaged.db");
        copyReadable(file, copy);
        var log = SqliteFiles.beside(file, SqliteFiles.WAL);
        if (Files.exists(log)) {
            copyReadable(log, SqliteFiles.beside(copy, SqliteFiles.WAL));
        }
        return copy;
    }

    private static void copyReadable(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.createFile(to, PrivateFile.mode());
        try (var in = FileChannel.open(from); var out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            var size = in.size();
            for (var at = 0L; at < size; at += AT_ONCE) {
                copyReadable(in, out, at, (int) Math.min(AT_ONCE, size - at), AT_ONCE);
            }
        }
    }

    private static void copyReadable(FileChannel in, FileChannel out, long at, int length, int block)
            throws IOException {
        for (var done = 0; done < length; done += block) {
            var bytes = ByteBuffer.allocate(Math.min(block, length - done));
            try {
                while (bytes.hasRemaining() && in.read(bytes, at + done + bytes.position()) >= 0) {
                    // It goes on.
                }
            } catch (IOException e) {
                if (block > BLOCK) {
                    copyReadable(in, out, at + done, bytes.capacity(), BLOCK);
                    continue;
                }
            }
            write(out, bytes.position(bytes.capacity()).flip(), at + done);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes, at + bytes.position());
        }
    }
}
