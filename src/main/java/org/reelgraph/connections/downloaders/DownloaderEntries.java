package org.reelgraph.connections.downloaders;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.storage.encryption.UndecryptableException;
import org.reelgraph.storage.sql.JsonArray;

/** Downloaders as files of other programs keep them: with their secrets in clear. All of it needs the writer's transaction. */
@Singleton
public class DownloaderEntries {

    /** A downloader and what was decided about it. */
    public record Entry(long id, DownloaderDraft draft) {
    }

    private final DownloaderStore store;
    private final DownloaderSecrets secrets;
    private final DownloaderCheck check;
    private final Downloaders downloaders;

    DownloaderEntries(DownloaderStore store, DownloaderSecrets secrets, DownloaderCheck check,
            Downloaders downloaders) {
        this.store = store;
        this.secrets = secrets;
        this.check = check;
        this.downloaders = downloaders;
    }

    /** {@return what is wrong with an entry; empty if nothing is} It may be enabled without an address. */
    public List<UserError> check(DownloaderDraft draft) {
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

    private List<Entry> entries(List<Downloader> rows) {
        return rows.stream().map(this::entry).toList();
    }

    private Entry entry(Downloader row) {
        try {
            return new Entry(row.id(), DownloaderDraftBuilder.builder(secrets.draft(row))
                    .credentials(Optional.of(secrets.of(row))).build());
        } catch (UndecryptableException e) {
            // Otherwise a file would lose what can't be read here.
            throw new IllegalStateException("The secrets of the downloader '" + row.name() + "' can't be decrypted.",
                    e);
        }
    }

    /** {@return the id of a new downloader} */
    public long add(Actor actor, DownloaderDraft draft) {
        return downloaders.add(actor, draft).id();
    }

    /** Changes a downloader. */
    public void replace(Actor actor, long id, DownloaderDraft draft) {
        downloaders.replace(actor, store.findById(id).orElseThrow(), draft);
    }

    /** Deletes downloaders. */
    public void delete(Actor actor, Collection<Long> ids) {
        store.findByIds(JsonArray.ofIds(ids)).forEach(row -> downloaders.remove(actor, row));
    }
}
