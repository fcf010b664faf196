package org.reelgraph.imports.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ChecksumInputStream;
import org.reelgraph.imports.formats.SourceException;

/** A zip archive. What is in it is what its directory says, which stands at its end. */
final class ZipArchive {

    private static final int KIND = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    private ZipArchive() {
    }

    /**
     * Unpacks a file.
     *
     * @param most how many entries it may have
     */
    static void unpack(Path file, int most, Unpacking unpacking) throws SourceException {
        try {
            // The library reads the whole directory into memory.
            if (ZipDirectory.hasMoreThan(file, most)) {
                throw unpacking.tooMany();
            }
            try (var zip = ZipFile.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
                for (var entry : Collections.list(zip.getEntries())) {
                    unpack(zip, entry, unpacking);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unpacking.damaged("it isn't a whole zip archive");
        }
    }

    private static void unpack(ZipFile zip, ZipArchiveEntry entry, Unpacking unpacking)
            throws SourceException, IOException {
        var name = nameOf(entry);
        var fault = faultOf(zip, entry);
        if (fault.isPresent()) {
            throw unpacking.refused(name, fault.get());
        }
        if (entry.isDirectory()) {
            unpacking.folder(name);
            return;
        }
        try (var content = checked(zip.getInputStream(entry), entry)) {
            unpacking.file(name, content);
        } catch (IOException e) {
            throw unpacking.refused(name, "is damaged");
        }
    }

    // The library makes slashes of the backslashes in archives that were made on Windows.
    private static String nameOf(ZipArchiveEntry entry) {
        var name = new String(entry.getRawName(), StandardCharsets.UTF_8);
        return name.contains("\\") ? name : entry.getName();
    }

    private static InputStream checked(InputStream content, ZipArchiveEntry entry) throws IOException {
        return ChecksumInputStream.builder().setInputStream(content).setChecksum(new CRC32())
                .setCountThreshold(entry.getSize()).setExpectedChecksumValue(entry.getCrc()).get();
    }

    private static Optional<String> faultOf(ZipFile zip, ZipArchiveEntry entry) {
        if (entry.isUnixSymlink()) {
            return Optional.of("is a link");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Optional.of("is encrypted");
        }
        var kind = entry.getUnixMode() & KIND;
        if (kind != 0 && kind != FILE && kind != FOLDER) {
            return Optional.of("is no ordinary file");
        }
        return entry.isDirectory() || zip.canReadEntryData(entry)
                ? Optional.empty()
                : Optional.of("is packed in a way that isn't supported");
    }
}
