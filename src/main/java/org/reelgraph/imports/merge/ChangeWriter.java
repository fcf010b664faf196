package org.reelgraph.imports.merge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.imports.merge.stores.CatalogStores;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Writes planned changes in the current transaction, one batch per table. */
@Singleton
class ChangeWriter {

    private final CatalogStores stores;
    private final SearchIndexer search;
    private final UndoLog undo;

    ChangeWriter(CatalogStores stores, SearchIndexer search, UndoLog undo) {
        this.stores = stores;
        this.search = search;
        this.undo = undo;
    }

    /**
     * @param at  when the import started; recorded as the time when its items were last seen
     * @param job the job under whose id is kept what was there before
     */
    void write(Changes changes, Instant at, OptionalLong job) {
        job.ifPresent(id -> undo.keep(id, changes.touched(at)));
        unlessEmpty(changes.episodesGone, ids -> stores.episodes().deleteByIds(JsonArray.ofIds(ids)));
        writePeople(changes);
        writeItems(changes);
        unlessEmpty(changes.seen, ids -> stores.seen().note(JsonArray.ofIds(ids), at.toEpochMilli()));
        unlessEmpty(changes.seasons.created, stores.seasons()::insert);
        unlessEmpty(changes.seasons.changed, stores.seasons()::update);
        unlessEmpty(changes.renumbered, ids -> stores.episodes().freeNumbers(JsonArray.ofIds(ids)));
        unlessEmpty(changes.episodes.created, stores.episodes()::insert);
        unlessEmpty(changes.episodes.changed, stores.episodes()::update);
        // Episodes of theirs that have moved are in other seasons by now.
        unlessEmpty(changes.seasonsGone, ids -> stores.seasons().deleteByIds(JsonArray.ofIds(ids)));
        writeLists(changes);
        unlessEmpty(changes.uncredited, ids -> stores.people().deleteForgotten(JsonArray.ofIds(ids)));
        index(job);
    }

    // A job indexes the rest at its end.
    private void index(OptionalLong job) {
        if (job.isPresent()) {
            search.keepUp();
        } else {
            search.bringUpToDate();
        }
    }

    private void writePeople(Changes changes) {
        unlessEmpty(changes.people.changed.stream().map(Person::id).toList(),
                ids -> stores.people().freeIds(JsonArray.ofIds(ids)));
        unlessEmpty(changes.people.changed, stores.people()::update);
        unlessEmpty(changes.people.created, stores.people()::insert);
    }

    private void writeItems(Changes changes) {
        unlessEmpty(changes.items.changed, this::updateItems);
        unlessEmpty(changes.items.created, stores.media()::insert);
        unlessEmpty(changes.furtherRatingKeys.owners,
                owners -> stores.ratingKeys().deleteByMedia(JsonArray.ofIds(owners)));
        unlessEmpty(changes.furtherRatingKeys.rows, stores.ratingKeys()::insert);
        unlessEmpty(changes.sourceIds.entrySet(), stores.sourceIds()::save);
    }

    private void updateItems(List<WithMetadata<MediaItem>> items) {
        // Compares with the current rows: an item's keys may have passed to another item since the plan was made.
        var stored = stores.media().findByIds(idsOf(items)).stream()
                .collect(toMap(each -> each.row().id(), WithMetadata::row));
        Predicate<WithMetadata<MediaItem>> differsOnlyInTexts = each -> {
            var before = stored.get(each.row().id());
            return before != null && each.row().differsOnlyInTexts(before);
        };
        unlessEmpty(items.stream().filter(differsOnlyInTexts).toList(), stores.media()::updateTexts);
        // Items may swap keys, which is impossible under a unique index in any order of updates.
        unlessEmpty(items.stream().filter(differsOnlyInTexts.negate()).toList(), others -> {
            stores.media().freeKeys(idsOf(others));
            stores.media().update(others);
        });
    }

    private static String idsOf(List<WithMetadata<MediaItem>> items) {
        return JsonArray.ofIds(items.stream().map(each -> each.row().id()).toList());
    }

    private void writeLists(Changes changes) {
        var created = changes.createdOwners();
        unlessEmpty(stored(changes.tags.owners, created),
                owners -> stores.tags().deleteByMedia(JsonArray.ofIds(owners)));
        unlessEmpty(changes.tags.rows, stores.tags()::insert);
        unlessEmpty(stored(changes.images.owners, created),
                owners -> stores.images().deleteByOwner(JsonArray.ofIds(owners)));
        unlessEmpty(changes.images.rows, stores.images()::insert);
        changes.credits.forEach((role, lists) -> {
            unlessEmpty(stored(lists.owners, created),
                    owners -> stores.credits().deleteByOwner(JsonArray.ofIds(owners), role));
            unlessEmpty(lists.rows, stores.credits()::insert);
        });
    }

    // What is only now created has no rows to be replaced.
    private static List<Long> stored(Set<Long> owners, Set<Long> created) {
        return owners.stream().filter(owner -> !created.contains(owner)).toList();
    }

    private static <C extends Collection<?>> void unlessEmpty(C rows, Consumer<C> write) {
        if (!rows.isEmpty()) {
            write.accept(rows);
        }
    }
}
