package org.reelgraph.imports.uploads;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.UploadedFile;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.FormatReaders.Located;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.storage.DiskSpace;

/** Makes a folder that can be imported of uploaded files: of one archive, or of files that each can be imported. */
@Singleton
public class UploadedSource {

    private static final int BEGINNING = 6;
    private static final int MAX_NAMED = 3;
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final FormatReaders readers;
    private final UploadLimits limits;
    private final DiskSpace disk;

    UploadedSource(FormatReaders readers, UploadLimits limits, DiskSpace disk) {
        this.disk = disk;
        this.readers = readers;
        this.limits = limits;
    }

    /** {@return what the files are called, for people} */
    public static String nameOf(List<UploadedFile> files) {
        var first = files.stream().limit(MAX_NAMED).map(UploadedFile::name).collect(Collectors.joining(", "));
        return files.size() <= MAX_NAMED ? first : first + " and " + (files.size() - MAX_NAMED) + " more";
    }

    /**
     * {@return the folder, in that of the request, and its format}
     *
     * @param format detected from the content if null
     * @throws SourceException if the files can't be imported; the message names the one that is to blame
     */
    public Located of(List<UploadedFile> files, @Nullable String format) throws SourceException {
        for (var file : files) {
            checkName(file);
        }
        try {
            var folder = Files.createTempDirectory(files.getFirst().path().getParent(), "import");
            if (isArchive(files.getFirst())) {
                unpack(files, folder);
            } else {
                gather(files, folder);
            }
            return located(folder, nameOf(files), format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkName(UploadedFile file) throws SourceException {
        var fault = EntryName.faultOfFile(file.name());
        if (fault.isPresent()) {
            throw refused(file, fault.get());
        }
        if (!Files.exists(file.path())) {
            throw refused(file, "is imported twice in this request");
        }
    }

    private static byte[] beginning(UploadedFile file) throws IOException {
        try (var bytes = Files.newInputStream(file.path())) {
            return bytes.readNBytes(BEGINNING);
        }
    }

    private static boolean isArchive(UploadedFile file) throws IOException {
        return Unpacking.isArchive(beginning(file));
    }

    private void unpack(List<UploadedFile> files, Path folder) throws SourceException, IOException {
        var archive = files.getFirst();
        if (files.size() > 1) {
            throw refused(archive, "is an archive, which has to come alone");
        }
        var beginning = beginning(archive);
        var unpacking = new Unpacking(archive.name(), Files.size(archive.path()), folder, limits,
                disk.room());
        if (beginsWith(beginning, ZIP)) {
            ZipArchive.unpack(archive.path(), limits.entries(), unpacking);
        } else if (beginsWith(beginning, GZIP)) {
            TarArchive.unpack(archive.path(), unpacking);
        } else {
            throw refused(archive, "is neither a zip archive nor a tar archive compressed by gzip");
        }
        unpacking.finish();
    }

    private static boolean beginsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= 2 && bytes[0] == magic[0] && bytes[1] == magic[1];
    }

    private void gather(List<UploadedFile> files, Path folder) throws SourceException, IOException {
        for (var file : files) {
            if (!Files.exists(file.path())) {
                throw refused(file, "is given twice");
            }
            if (isArchive(file)) {
                throw refused(file, "is an archive, which has to come alone");
            }
            if (!readers.take(file.name())) {
                throw refused(file,
                        "is no archive, and has a name that tells of no format: it would have to end in .json, .jsonl, .ndjson,"
                                + " .csv or .db, or be a zip or tar.gz archive of an export");
            }
            try {
                Files.move(file.path(), folder.resolve(EntryName.normalized(file.name())));
            } catch (FileAlreadyExistsException e) {
                throw refused(file, "has the name of another one");
            }
        }
    }

    // What is wrong is told in the words of folders, which nobody who uploads files knows.
    private Located located(Path folder, String name, @Nullable String format) throws SourceException, IOException {
        try {
            return readers.locate(ImportSource.anywhere(folder, folder), format);
        } catch (SourceException e) {
            throw new SourceException(e.code(),
                    e.getMessage().replace(folder.toRealPath().toString(), EntryName.shown(name)));
        }
    }

    private static SourceException refused(UploadedFile file, String why) {
        return new SourceException(UserErrorCode.INVALID, "The file " + EntryName.shown(file.name()) + " " + why + ".");
    }
}
