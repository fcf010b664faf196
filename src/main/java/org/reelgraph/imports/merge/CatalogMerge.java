package org.reelgraph.imports.merge;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.media.MediaDeletion;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.imports.merge.stores.CatalogStores;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.undo.log.Touched;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.storage.sql.JsonArray;

/** Merges records into the catalogue, one batch per transaction; each item is merged completely or not at all. */
@Singleton
public class CatalogMerge {

    private final Planner planner;
    private final ChangeWriter writer;
    private final SearchIndexer search;
    private final MediaDeletion deletion;
    private final CatalogStores stores;
    private final UndoLog undo;
    private final TransactionOperations<Connection> transactions;

    CatalogMerge(Planner planner, ChangeWriter writer, SearchIndexer search, MediaDeletion deletion,
            CatalogStores stores, UndoLog undo,
            @Named("writer") TransactionOperations<Connection> transactions) {
        this.planner = planner;
        this.writer = writer;
        this.search = search;
        this.deletion = deletion;
        this.stores = stores;
        this.undo = undo;
        this.transactions = transactions;
    }

    /**
     * Merges records of one kind, in the current transaction or else in a new one. A dry run determines the results
     * without writing anything.
     *
     * @return the result of each record, in order
     */
    public List<Result> merge(MediaKind kind, List<MediaRecord> records, ImportOptions options, ImportMemory memory) {
        return transactions.executeWrite(status -> {
            var plan = planner.plan(kind, records, options, memory);
            if (options.dryRun()) {
                memory.plan(plan.changes());
                return plan.results().stream().map(Result::notWritten).toList();
            }
            writer.write(plan.changes(), memory.begun(), memory.job());
            return plan.results();
        });
    }

    /**
     * Has an import know records that it, or one that it continues, has merged before. Nothing is written, in no
     * transaction or the current one.
     */
    public void recall(MediaKind kind, List<MediaRecord> records, ImportOptions options, ImportMemory memory) {
        transactions.executeWrite(status -> {
            var plan = planner.plan(kind, records, options, memory);
            if (options.dryRun()) {
                memory.plan(plan.changes());
            }
            return plan;
        });
    }

    /** {@return the ids of a source's items of the kinds that the import contains} */
    public List<Long> itemsLike(ImportMemory memory, String source) {
        return transactions.executeWrite(status -> stores.media().findIds(source,
                JsonArray.of(memory.kinds().stream().map(MediaKind::name).toList())));
    }

    /**
     * Removes items that are missing from an import, in the current transaction or else in a new one. A dry run removes
     * nothing.
     *
     * @return the result for each item
     */
    public List<Result> remove(List<Long> ids, ImportMemory memory, boolean dryRun) {
        return transactions.executeWrite(status -> {
            var removed = stores.media().findByIds(JsonArray.ofIds(ids)).stream()
                    .map(each -> Result.removed(each.row())).toList();
            if (!dryRun) {
                memory.job().ifPresent(job -> keep(ids, job));
                deletion.delete(ids);
            }
            return removed;
        });
    }

    private void keep(List<Long> ids, long job) {
        var touched = new Touched();
        ids.forEach(touched::removes);
        undo.keep(job, touched);
    }

    /** Records that an import contained all of a source's items of its kinds. */
    public void noteComplete(ImportMemory memory, String source) {
        transactions.executeWrite(status -> {
            for (var kind : memory.kinds()) {
                memory.job().ifPresent(job -> undo.keepComplete(job, source, kind.name(), memory.begun()));
                stores.seen().noteComplete(source, kind, memory.begun().toEpochMilli());
            }
            return null;
        });
    }

    /** Makes everything that a job has merged findable, in transactions of its own. */
    public void indexRest() {
        search.indexRest();
    }

    /**
     * Optimizes part of the search index for what was merged.
     *
     * @return whether there may be more to do
     */
    public boolean tidySome() {
        return search.tidySome();
    }

    /** {@return whether the source has any items} */
    public boolean holdsAny(String source) {
        return transactions.executeWrite(status -> planner.holdsAny(source));
    }

    /** {@return for each of these ids, whether it refers to an item of the source} */
    public List<Boolean> known(MediaKind kind, List<ExternalIdFields> ids, String source) {
        return transactions.executeWrite(status -> planner.known(kind, ids, source));
    }
}
