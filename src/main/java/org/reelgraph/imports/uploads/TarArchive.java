package org.reelgraph.imports.uploads;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.reelgraph.imports.formats.SourceException;

/** A tar archive compressed by gzip. */
final class TarArchive {

    private static final int BUFFER = 65_536;
    // Of one entry. Its name and attributes are read into memory, however long they say they are.
    private static final int LARGEST_HEADER = 1_000_000;

    private TarArchive() {
    }

    /** Unpacks a file. */
    static void unpack(Path file, Unpacking unpacking) throws SourceException {
        try (var bytes = new Metered(new GZIPInputStream(Files.newInputStream(file), BUFFER));
                var tar = new TarArchiveInputStream(new BufferedInputStream(bytes), StandardCharsets.UTF_8.name())) {
            bytes.left = LARGEST_HEADER;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var fault = faultOf(entry);
                if (fault.isPresent()) {
                    throw unpacking.refused(entry.getName(), fault.get());
                }
                if (entry.isDirectory()) {
                    unpacking.folder(entry.getName());
                } else {
                    bytes.left = Long.MAX_VALUE;
                    unpacking.file(entry.getName(), tar);
                }
                bytes.left = LARGEST_HEADER;
            }
            // The checksum stands at the end.
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | IllegalArgumentException e) {
            throw unpacking.damaged("it isn't a whole tar archive compressed by gzip");
        }
    }

    private static Optional<String> faultOf(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return Optional.of("is a link");
        }
        return entry.isSparse() || entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice()
                ? Optional.of("is no ordinary file")
                : Optional.empty();
    }

    private static final class Metered extends FilterInputStream {

        private long left;

        private Metered(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            var length = super.read(target, offset, most);
            count(Math.max(0, length));
            return length;
        }

        @Override
        public long skip(long most) throws IOException {
            var part = (int) Math.min(BUFFER, most);
            return Math.max(0, read(new byte[part], 0, part));
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("There is too much around an entry.");
            }
        }
    }
}
