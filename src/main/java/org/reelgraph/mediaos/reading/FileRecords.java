package org.reelgraph.mediaos.reading;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.MediaOsFolder;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.importing.MediaOsKey;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.mirror.FileDigest;
import org.reelgraph.storage.StorageException;

/** Reads a file as a whole, or not at all: of a file that is broken, nobody knows what it lacks. */
@Singleton
class FileRecords {

    private final MediaOsFolder format;
    private final MediaOsKey key;

    FileRecords(MediaOsFolder format, MediaOsKey key) {
        this.format = format;
        this.key = key;
    }

    /**
     * What a file says.
     *
     * @param records of its entries, and of what it holds beside them
     */
    record Whole(List<SourceRecord> records, String digest) {
    }

    /** A file can't be read, or not as a whole. */
    static final class Broken extends Exception {

        private final boolean isPassing;

        Broken(String why, boolean isPassing) {
            super(why, null, false, false);
            this.isPassing = isPassing;
        }

        /** {@return whether it may be whole by now although it looks the same} */
        boolean isPassing() {
            return isPassing;
        }
    }

    /**
     * {@return what a file says; empty if it isn't there}
     *
     * @throws Broken if that can't be told
     */
    Optional<Whole> read(MediaOsFile<?> file, Path folder) throws Broken {
        try {
            var digest = FileDigest.of(FileWriting.pathOf(file, folder));
            return digest.isEmpty() ? Optional.empty() : Optional.of(read(file, folder, digest.get()));
        } catch (SourceException e) {
            throw new Broken(e.getMessage(), true);
        } catch (IOException e) {
            throw new Broken(String.valueOf(StorageException
                    .of(FileWriting.pathOf(file, folder) + " can't be read", e).getMessage()), true);
        }
    }

    private Whole read(MediaOsFile<?> file, Path folder, String digest) throws Broken, SourceException, IOException {
        var only = Set.of(file.name());
        var source = ImportSource.anywhere(folder, folder);
        if (!file.secrets().isEmpty() && key.given().isPresent()) {
            key.open(source, only, key.given().get());
        }
        var records = new ArrayList<SourceRecord>();
        format.read(source, new Reading(LibraryFile.SOURCE, ZoneOffset.UTC, Validation.Policy.LENIENT).only(only),
                records::add);
        if (!FileDigest.of(FileWriting.pathOf(file, folder)).equals(Optional.of(digest))) {
            throw new Broken("It changed while it was read.", true);
        }
        var unknown = records.stream().filter(record -> isUnknown(file, record)).findFirst();
        if (unknown.isPresent()) {
            throw new Broken(inWords(unknown.get()), false);
        }
        return new Whole(List.copyOf(records), digest);
    }

    // Whatever has no key may be any entry, or all.
    private static boolean isUnknown(MediaOsFile<?> file, SourceRecord record) {
        return record.entry().filter(entry -> entry.part() == Part.ROOT || file.layout().whole()
                || !entry.key().isBlank()).isEmpty();
    }

    /** {@return what is wrong with a record, and where} */
    static String inWords(SourceRecord record) {
        var what = record.errors().stream().map(UserError::message).collect(Collectors.joining(" "));
        var file = record.origin().file();
        // A fault of the file's form says where it is.
        return file != null && what.contains(file) ? what : placeOf(record) + ": " + what;
    }

    /** {@return where a record stands} */
    static String placeOf(SourceRecord record) {
        return record.entry().filter(entry -> !entry.key().isBlank())
                .map(entry -> FileComparing.keyOf(record).inWords() + " in " + entry.file() + ".json")
                .orElseGet(record.origin()::inWords);
    }
}
