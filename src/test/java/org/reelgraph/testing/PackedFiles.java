package org.reelgraph.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Archives with any entries, also such as no program makes. */
public final class PackedFiles {

    /** What is done with a new archive. */
    @FunctionalInterface
    public interface Filling<A> {

        void fill(A archive) throws IOException;
    }

    private PackedFiles() {
    }

    /** {@return a zip archive} */
    public static byte[] zip(Filling<ZipArchiveOutputStream> filling) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            filling.fill(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return a zip archive of files, each followed by its content} */
    public static byte[] zip(String... files) {
        return zip(zip -> {
            for (var i = 0; i < files.length; i += 2) {
                add(zip, new ZipArchiveEntry(files[i]), files[i + 1].getBytes(UTF_8));
            }
        });
    }

    /** {@return a tar archive compressed by gzip} */
    public static byte[] tar(Filling<TarArchiveOutputStream> filling) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            filling.fill(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return a tar archive of files, each followed by its content, compressed by gzip} */
    public static byte[] tar(String... files) {
        return tar(tar -> {
            for (var i = 0; i < files.length; i += 2) {
                var content = files[i + 1].getBytes(UTF_8);
                var entry = new TarArchiveEntry(files[i], true);
                entry.setSize(content.length);
                add(tar, entry, content);
            }
        });
    }

    /** Adds an entry with this content. */
    public static <E extends ArchiveEntry> void add(ArchiveOutputStream<E> archive, E entry, byte[] content)
            throws IOException {
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }
}
