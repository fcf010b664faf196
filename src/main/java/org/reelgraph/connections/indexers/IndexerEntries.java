package org.reelgraph.connections.indexers;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.storage.encryption.UndecryptableException;
import org.reelgraph.storage.sql.JsonArray;

/** Indexers as files of other programs keep them: with their keys in clear. All of it needs the writer's transaction. */
@Singleton
public class IndexerEntries {

    /** An indexer and what was decided about it. */
    public record Entry(long id, IndexerDraft draft) {
    }

    private final IndexerStore store;
    private final IndexerSecrets secrets;
    private final IndexerCheck check;
    private final Indexers indexers;

    IndexerEntries(IndexerStore store, IndexerSecrets secrets, IndexerCheck check, Indexers indexers) {
        this.store = store;
        this.secrets = secrets;
        this.check = check;
        this.indexers = indexers;
    }

    /** {@return what is wrong with an entry; empty if nothing is} Even what can't be used is kept, as long as it is plausible. */
    public List<UserError> check(IndexerDraft draft) {
        return check.check(draft);
    }

    /** {@return all} */
    public List<Entry> findAll() {
        return entries(store.findAll());
    }

    /** {@return those after an id, in order} */
    public List<Entry> findAfter(long id, int most) {
        return entries(store.findAfter(id, most));
    }

    /** {@return those with these ids} */
    public List<Entry> find(Collection<Long> ids) {
        return entries(store.findByIds(JsonArray.ofIds(ids)));
    }

    private List<Entry> entries(List<Indexer> rows) {
        return rows.stream().map(this::entry).toList();
    }

    private Entry entry(Indexer row) {
        try {
            return new Entry(row.id(), Indexers.draft(row, secrets.of(row)));
        } catch (UndecryptableException e) {
            // Otherwise a file would lose what can't be read here.
            throw new IllegalStateException("The key of the indexer '" + row.name() + "' can't be decrypted.", e);
        }
    }

    /** {@return the id of a new indexer} */
    public long add(Actor actor, IndexerDraft draft) {
        return indexers.add(actor, draft).id();
    }

    /** Changes an indexer. */
    public void replace(Actor actor, long id, IndexerDraft draft) {
        indexers.replace(actor, store.findById(id).orElseThrow(), draft, true);
    }

    /** Deletes indexers. */
    public void delete(Actor actor, Collection<Long> ids) {
        store.findByIds(JsonArray.ofIds(ids)).forEach(row -> indexers.remove(actor, row));
    }
}
