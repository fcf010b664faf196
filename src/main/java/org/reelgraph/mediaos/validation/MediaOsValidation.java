package org.reelgraph.mediaos.validation;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.MediaOsFolder;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.storage.WriteTransactions;

/** Compares files of MediaOS with the database, entry by entry and member by member. */
@Singleton
public class MediaOsValidation {

    private final MediaOsFiles files;
    private final MediaOsFolder format;
    private final EntryStore store;
    private final Secrets secrets;
    private final WriteTransactions transactions;

    MediaOsValidation(MediaOsFiles files, MediaOsFolder format, EntryStore store, Secrets secrets,
            WriteTransactions transactions) {
        this.files = files;
        this.format = format;
        this.store = store;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    /**
     * {@return how each file compares} A file is compared in the state that the database has at one moment.
     *
     * @param only        the names of the files; empty to compare all
     * @param differences takes what differs
     * @throws SourceException if there is no file of MediaOS
     */
    public List<FileCount> validate(ImportSource source, Set<String> only, Consumer<Difference> differences)
            throws SourceException {
        format.check(source);
        // A file by itself says nothing of the others.
        var wanted = only.isEmpty() && !source.isFolder() ? Set.copyOf(format.names(source)) : only;
        var counts = new ArrayList<FileCount>();
        for (var file : files.only(wanted)) {
            counts.add(transactions.once(() -> compare(file, source, differences)));
        }
        return counts;
    }

    private <T> FileCount compare(MediaOsFile<T> file, ImportSource source, Consumer<Difference> differences) {
        var meaning = new Meaning<>(file, file.secrets().isEmpty() ? new Secrets.Revealed() : secrets.all());
        var comparison = new FileComparison<>(meaning, store, differences);
        format.read(source, new Reading(LibraryFile.SOURCE, ZoneOffset.UTC, Validation.Policy.LENIENT)
                .only(Set.of(file.name())), comparison);
        return comparison.end();
    }
}
