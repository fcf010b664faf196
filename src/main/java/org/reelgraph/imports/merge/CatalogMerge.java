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
import org.reelgraph.storage.sql.JsonArray;

/** Brings records into the catalogue, a batch in one transaction: each item whole or not at all. */
@Singleton
public class CatalogMerge {

    private final Planner planner;
    private final ChangeWriter writer;
    private final SearchIndexer search;
    private final MediaDeletion deletion;
    private final CatalogStores stores;
    private final TransactionOperations<Connection> transactions;

    CatalogMerge(Planner planner, ChangeWriter writer, SearchIndexer search, MediaDeletion deletion,
            CatalogStores stores,
            @Named("writer") TransactionOperations<Connection> transactions) {
        this.planner = planner;
        this.writer = writer;
        this.search = search;
        this.deletion = deletion;
        this.stores = stores;
        this.transactions = transactions;
    }

    /**
     * Merges records of one kind, in the transaction that there is or else in one of its own. On a dry run everything is
     * found out and nothing written.
     *
     * @return what became of each, in their order
     */
    public List<Result> merge(MediaKind kind, List<MediaRecord> records, ImportOptions options, ImportMemory memory) {
        return transactions.executeWrite(status -> {
            var plan = planner.plan(kind, records, options, memory);
            if (options.dryRun()) {
                memory.plan(plan.changes());
                return plan.results().stream().map(Result::notWritten).toList();
            }
            writer.write(plan.changes(), memory.begun());
            return plan.results();
        });
    }

    /** {@return the ids of a source's items, of the kinds that the import contains any of} */
    public List<Long> itemsLike(ImportMemory memory, String source) {
        return transactions.executeWrite(status -> stores.media().findIds(source,
                JsonArray.ofTexts(memory.kinds().stream().map(MediaKind::name).toList())));
    }

    /**
     * Removes items that an import doesn't contain, in the transaction that there is or else in one of its own; on a dry run nothing is removed.
     *
     * @return what became of each
     */
    public List<Result> remove(List<Long> ids, boolean dryRun) {
        return transactions.executeWrite(status -> {
            var removed = stores.media().findByIds(JsonArray.ofIds(ids)).stream().map(Result::removed).toList();
            if (!dryRun) {
                deletion.delete(ids);
            }
            return removed;
        });
    }

    /** Notes that an import contained all of a source's items, of the kinds that it contained any of. */
    public void noteComplete(ImportMemory memory, String source) {
        transactions.executeWrite(status -> {
            memory.kinds().forEach(kind -> stores.seen().noteComplete(source, kind, memory.begun().toEpochMilli()));
            return null;
        });
    }

    /** Makes some of what was merged quicker to search; returns whether there may be more to do. */
    public boolean tidySome() {
        return search.tidySome();
    }

    /** {@return whether there is any item of the source} */
    public boolean holdsAny(String source) {
        return transactions.executeWrite(status -> planner.holdsAny(source));
    }

    /** {@return for each of these ids whether they find an item of the source} */
    public List<Boolean> known(MediaKind kind, List<ExternalIdFields> ids, String source) {
        return transactions.executeWrite(status -> planner.known(kind, ids, source));
    }
}
