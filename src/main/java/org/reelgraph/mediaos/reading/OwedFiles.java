package org.reelgraph.mediaos.reading;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.mediaos.library.LibraryChangesReader;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.mirror.FileVersions;
import org.reelgraph.mediaos.mirror.MirrorState;
import org.reelgraph.mediaos.mirror.MirrorStore;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.Difference.Kind;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.storage.WriteTransactions;

/** Finds files that lack what the database has, which would be lost if it followed them. */
@Singleton
class OwedFiles {

    private static final int AT_ONCE = 1_000;

    private final MediaOsFiles files;
    private final EntryStore entries;
    private final MirrorStore mirror;
    private final Secrets secrets;
    private final LibraryChangesReader library;
    private final MediaOsValidation validation;
    private final WriteTransactions transactions;

    OwedFiles(MediaOsFiles files, EntryStore entries, MirrorStore mirror, Secrets secrets,
            LibraryChangesReader library, MediaOsValidation validation, WriteTransactions transactions) {
        this.files = files;
        this.entries = entries;
        this.mirror = mirror;
        this.secrets = secrets;
        this.library = library;
        this.validation = validation;
        this.transactions = transactions;
    }

    /** {@return the files in a folder that lack something, each with the first thing that it lacks} */
    List<String> find(Path folder) {
        var owed = new ArrayList<String>();
        for (var file : files.all()) {
            if (transactions.within(() -> mayOwe(file, folder))) {
                var lacking = lacking(file, folder);
                if (!lacking.isEmpty()) {
                    owed.add(file.name() + ".json (" + lacking.getFirst() + (lacking.size() > 1
                            ? "; " + lacking.size() + " differences)"
                            : ")"));
                }
            }
        }
        return owed;
    }

    private boolean mayOwe(MediaOsFile<?> file, Path folder) {
        var state = mirror.find(file.name(), folder.toString());
        if (state.digest().isEmpty() && state.version().isEmpty()) {
            return hasChanged(file);
        }
        var versions = mirror.versions();
        return !state.owedSecrets().isEmpty() || !state.version().equals(FileVersions.of(file, versions))
                && !(file.name().equals(LibraryFile.NAME) && isOfOthers(file, state, versions));
    }

    // The library's version rises with all media.
    private boolean isOfOthers(MediaOsFile<?> file, MirrorState state, Map<String, Long> versions) {
        var place = FileVersions.placeIn(state.version());
        return place.isPresent()
                && state.version().equals(FileVersions.of(file, FileVersions.at(versions, place.get())))
                && !library.isAnyAfter(place.get());
    }

    // The files were never written from here, so entries are still as they were imported.
    private <T> boolean hasChanged(MediaOsFile<T> file) {
        var meaning = new Meaning<>(file, file.secrets().isEmpty() ? new Secrets.Revealed() : secrets.all());
        for (var page = page(file, List.of()); !page.isEmpty(); page = page(file, page)) {
            var rows = page.stream().flatMap(entry -> entry.rowId().stream()).toList();
            var values = rows.isEmpty() ? Map.<Long, T>of() : file.find(rows);
            for (var entry : page) {
                if (entry.rowId().isPresent() && !isAsImported(meaning, entry, values)) {
                    return true;
                }
            }
        }
        return file.isWhole() && hasOthers(file);
    }

    private List<KeptEntry> page(MediaOsFile<?> file, List<KeptEntry> before) {
        return entries.findAfter(file.name(), before.reversed().stream().findFirst(), AT_ONCE);
    }

    private static <T> boolean isAsImported(Meaning<T> meaning, KeptEntry entry, Map<Long, T> values) {
        var value = values.get(entry.rowId().orElseThrow());
        return value != null && (!meaning.file().isFrom(value, EntryJson.object(entry.json()))
                || meaning.isSaid(entry.key(), entry.json(), value));
    }

    private <T> boolean hasOthers(MediaOsFile<T> file) {
        for (var page = file.findAfter(0, AT_ONCE); !page.isEmpty(); page = file
                .findAfter(page.getLast().rowId(), AT_ONCE)) {
            var known = entries.findByRows(file.name(), page.stream().map(Stored::rowId).toList()).stream()
                    .flatMap(entry -> entry.rowId().stream()).collect(Collectors.toSet());
            if (page.stream().anyMatch(row -> !known.contains(row.rowId()))) {
                return true;
            }
        }
        return false;
    }

    private List<String> lacking(MediaOsFile<?> file, Path folder) {
        var lacking = new ArrayList<String>();
        try {
            validation.validate(ImportSource.anywhere(folder, folder), Set.of(file.name()), difference -> {
                if (isOwed(file, difference)) {
                    lacking.add(difference.entry() + ": " + difference.message());
                }
            });
        } catch (SourceException e) {
            lacking.add(e.getMessage());
        }
        return lacking;
    }

    private static boolean isOwed(MediaOsFile<?> file, Difference difference) {
        return difference.kind() != Kind.UNREADABLE
                && (difference.kind() != Kind.ONLY_IN_DATABASE || file.isWhole())
                && (difference.member() == null || !file.incidental().contains(difference.member()));
    }
}
