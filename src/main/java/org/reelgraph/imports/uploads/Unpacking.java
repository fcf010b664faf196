package org.reelgraph.imports.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.SourceErrors;
import org.reelgraph.imports.formats.SourceException;

/** Writes the files of one archive to a folder, and refuses what doesn't belong into an export. */
final class Unpacking {

    private static final int BUFFER = 65_536;
    // How zip, gzip, bzip2, xz, 7z, RAR and zstd begin.
    private static final List<byte[]> ARCHIVES = List.of("504b0304", "504b0506", "1f8b", "425a68", "fd377a585a00",
            "377abcaf271c", "526172211a07", "28b52ffd").stream().map(HexFormat.of()::parseHex).toList();
    private static final int LONGEST_BEGINNING = 6;
    // It begins with the name of its first file.
    private static final String TAR = ".tar";

    private final String archive;
    private final Path target;
    private final long packed;
    private final UploadLimits limits;
    private final long room;
    private int entries;
    private long bytes;

    /**
     * @param archive its name, for messages
     * @param packed  its size in bytes
     * @param room    how many bytes can be written at most
     */
    Unpacking(String archive, long packed, Path target, UploadLimits limits, long room) {
        this.archive = archive;
        this.target = target;
        this.packed = packed;
        this.limits = limits;
        this.room = room;
    }

    /** {@return whether bytes are the beginning of an archive or of a compressed file} */
    static boolean isArchive(byte[] beginning) {
        return ARCHIVES.stream().anyMatch(magic -> beginning.length >= magic.length
                && Arrays.equals(magic, 0, magic.length, beginning, 0, magic.length));
    }

    /** Makes a folder. */
    void folder(String name) throws SourceException {
        create(count(name), name);
    }

    private void create(Path folder, String name) throws SourceException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw refused(name, "is a file and a folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path count(String name) throws SourceException {
        entries++;
        if (entries > limits.entries()) {
            throw tooMany();
        }
        var fault = EntryName.faultOf(name);
        if (fault.isPresent()) {
            throw new SourceException(SourceErrors.OUTSIDE_FOLDER, messageOf(name, fault.get()));
        }
        return target.resolve(EntryName.normalized(name));
    }

    /**
     * Writes a file.
     *
     * @throws IOException if the content can't be read
     */
    void file(String name, InputStream content) throws SourceException, IOException {
        var path = count(name);
        if (path.equals(target)) {
            throw refused(name, "has no name");
        }
        var beginning = content.readNBytes(LONGEST_BEGINNING);
        if (isArchive(beginning) || name.endsWith(TAR)) {
            throw refused(name, "is itself an archive or compressed");
        }
        create(Objects.requireNonNull(path.getParent(), "It is below the target."), name);
        var buffer = new byte[BUFFER];
        try (var file = opened(path, name)) {
            write(file, beginning, beginning.length, name);
            for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                write(file, buffer, count, name);
            }
        }
    }

    private OutputStream opened(Path path, String name) throws SourceException {
        try {
            return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw refused(name, "is in it twice");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream file, byte[] buffer, int count, String name) throws SourceException {
        bytes += count;
        if (bytes > limits.unpacked()) {
            throw new SourceException(UserErrorCode.OUT_OF_RANGE, EntryName.shown(archive) + " has more than "
                    + limits.unpacked() + " bytes when it is unpacked (REELGRAPH_UPLOADS_UNPACKED_MEGABYTES).");
        }
        if (bytes > UploadLimits.plausible(packed)) {
            throw refused(name, "becomes so large when it is unpacked that it can't be meant seriously");
        }
        if (bytes > room) {
            throw new RequestException(ErrorCode.STORAGE_FULL,
                    "There is no room on the server's disk for what is in " + EntryName.shown(archive) + ".");
        }
        try {
            file.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the error for an archive with too many entries} */
    SourceException tooMany() {
        return new SourceException(UserErrorCode.TOO_MANY, EntryName.shown(archive) + " has more than "
                + limits.entries() + " files and folders (REELGRAPH_UPLOADS_ENTRIES).");
    }

    /** {@return the error for an entry that isn't taken} */
    SourceException refused(String entry, String why) {
        return new SourceException(UserErrorCode.INVALID, messageOf(entry, why));
    }

    private String messageOf(String entry, String why) {
        return EntryName.shown(archive) + " can't be imported: its entry " + EntryName.shown(entry) + " " + why + ".";
    }

    /** {@return the error for an archive that can't be read} */
    SourceException damaged(String why) {
        return new SourceException(SourceErrors.UNREADABLE,
                EntryName.shown(archive) + " can't be unpacked: " + why + ".");
    }

    /** Makes sure that there was something in the archive. */
    void finish() throws SourceException {
        if (entries == 0) {
            throw damaged("there are no files in it. A single file is sent without being compressed");
        }
    }
}
