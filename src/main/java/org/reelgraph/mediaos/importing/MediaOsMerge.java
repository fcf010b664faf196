package org.reelgraph.mediaos.importing;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.jobs.EntryMerge;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.merge.ResultBuilder;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.imports.undo.log.EntryImage;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.undo.EntryImages;
import org.reelgraph.storage.Ids;

/** Keeps the entries of MediaOS' files, file by file. */
@Singleton
public class MediaOsMerge implements EntryMerge {

    private final MediaOsFiles files;
    private final EntryStore store;
    private final Secrets secrets;
    private final Ids ids;
    private final EntryImages images;
    private final UndoLog undo;
    private final ReadSettings reads;

    MediaOsMerge(MediaOsFiles files, EntryStore store, Secrets secrets, Ids ids, EntryImages images, UndoLog undo,
            ReadSettings reads) {
        this.files = files;
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
        this.images = images;
        this.undo = undo;
        this.reads = reads;
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.reelgraph.graphql.errors.RequestException if the database follows files that lie elsewhere
     */
    @Override
    public List<Result> merge(List<Entry> entries, ImportOptions options, Actor actor, long jobId) {
        if (reads.areFromFiles() && !options.dryRun()) {
            throw ReadSettings.refusal(entryOf(entries.getFirst()).file());
        }
        var changed = new ArrayList<EntryImage>();
        var results = merge(entries, options, actor, false, changed);
        undo.keepEntries(jobId, changed);
        return results;
    }

    /**
     * Keeps entries of files that are the truth, in the current transaction. It isn't undone.
     *
     * @return what became of each, in order
     */
    public List<Result> follow(List<Entry> entries, ImportOptions options, Actor actor) {
        return merge(entries, options, actor, true, new ArrayList<>());
    }

    private List<Result> merge(List<Entry> entries, ImportOptions options, Actor actor, boolean isTruth,
            List<EntryImage> changed) {
        var results = new ArrayList<Result>(entries.size());
        var byFile = new LinkedHashMap<String, List<Entry>>();
        // Files come one after the other, so the order is the same.
        entries.forEach(entry -> byFile.computeIfAbsent(entryOf(entry).file(), name -> new ArrayList<>()).add(entry));
        byFile.forEach((name, group) -> results
                .addAll(merge(files.of(name).orElseThrow(), group, options, actor, isTruth, changed)));
        return results;
    }

    static SourceEntry entryOf(Entry entry) {
        return entry.source().entry().orElseThrow();
    }

    private <T> List<Result> merge(MediaOsFile<T> file, List<Entry> group, ImportOptions options, Actor actor,
            boolean isTruth, List<EntryImage> changed) {
        var meaning = new Meaning<>(file, file.secrets().isEmpty() ? new Secrets.Revealed() : secrets.all());
        var entries = group.stream().filter(entry -> entryOf(entry).part() == Part.ENTRY).toList();
        var merge = new FileMerge<>(meaning, store, ids, options, entries, isTruth);
        var merged = (options.dryRun() || isTruth
                ? merge.merge(actor)
                : merged(merge, file, entries, actor, changed)).iterator();
        return group.stream()
                .map(entry -> entryOf(entry).part() == Part.ENTRY
                        ? merged.next()
                        : root(entry.source(), options, changed))
                .toList();
    }

    private <T> List<Result> merged(FileMerge<T> merge, MediaOsFile<T> file, List<Entry> entries, Actor actor,
            List<EntryImage> changed) {
        var titles = new LinkedHashMap<EntryKey, String>();
        entries.stream().map(MediaOsMerge::entryOf)
                .forEach(entry -> titles.put(MediaOsEntries.keyOf(entry), entry.title()));
        var rows = merge.matched(actor);
        var before = images.find(file, titles.keySet(), rows);
        var results = merge.merge(actor);
        changed.addAll(images.changes(file, titles, before, images.find(file, titles.keySet(), rows)));
        return results;
    }

    private Result root(SourceRecord record, ImportOptions options, List<EntryImage> changed) {
        var entry = record.entry().orElseThrow();
        var before = store.root(entry.file());
        if (!options.dryRun() && !before.equals(Optional.of(entry.json()))) {
            store.keepRoot(entry.file(), entry.json());
            changed.add(new EntryImage(ids.next(), entry.file(), "", "", true, entry.title(), before.orElse(null),
                    entry.json()));
        }
        var outcome = before.isEmpty()
                ? Outcome.CREATED
                : before.get().equals(entry.json()) ? Outcome.UNCHANGED : Outcome.UPDATED;
        return result(record, outcome).build();
    }

    static ResultBuilder result(SourceRecord record, Outcome outcome) {
        return ResultBuilder.builder().origin(record.origin()).ratingKey(record.key()).title(record.title())
                .outcome(outcome).changes(List.of()).userErrors(List.of()).notices(List.of());
    }
}
