package org.reelgraph.imports;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.function.Consumer;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.Season;
import org.reelgraph.storage.JsonArray;

/** Writes planned changes, a batch for each table, in the transaction that it is called in. */
@Singleton
class ChangeWriter {

    private final MediaStore media;
    private final SeasonStore seasons;
    private final EpisodeStore episodes;
    private final CreditStore credits;
    private final PersonStore people;
    private final TagStore tags;
    private final ImageStore images;

    ChangeWriter(MediaStore media, SeasonStore seasons, EpisodeStore episodes, CreditStore credits,
            PersonStore people, TagStore tags, ImageStore images) {
        this.media = media;
        this.seasons = seasons;
        this.episodes = episodes;
        this.credits = credits;
        this.people = people;
        this.tags = tags;
        this.images = images;
    }

    void write(Changes changes) {
        remove(changes);
        writePeople(changes);
        writeItems(changes);
        unlessEmpty(changes.seasons.created, seasons::saveAll);
        unlessEmpty(changes.seasons.changed, seasons::updateAll);
        unlessEmpty(changes.episodes.created, episodes::saveAll);
        unlessEmpty(changes.episodes.changed, episodes::updateAll);
        writeLists(changes);
        unlessEmpty(changes.uncredited, ids -> people.deleteForgotten(JsonArray.ofIds(ids)));
    }

    private void remove(Changes changes) {
        unlessEmpty(changes.episodes.gone.stream().map(Episode::id).toList(),
                ids -> episodes.deleteByIds(JsonArray.ofIds(ids)));
        unlessEmpty(changes.seasons.gone.stream().map(Season::id).toList(),
                ids -> seasons.deleteByIds(JsonArray.ofIds(ids)));
    }

    private void writePeople(Changes changes) {
        unlessEmpty(changes.people.changed.stream().map(Person::id).toList(),
                ids -> people.freeIds(JsonArray.ofIds(ids)));
        unlessEmpty(changes.people.changed, people::updateAll);
        unlessEmpty(changes.people.created, people::saveAll);
    }

    // Items may exchange keys, which no order of updates could do under a unique index.
    private void writeItems(Changes changes) {
        unlessEmpty(changes.items.changed.stream().map(MediaItem::id).toList(),
                ids -> media.freeKeys(JsonArray.ofIds(ids)));
        unlessEmpty(changes.items.changed, media::updateAll);
        unlessEmpty(changes.items.created, media::saveAll);
    }

    private void writeLists(Changes changes) {
        unlessEmpty(changes.tags.owners, owners -> tags.deleteByMedia(JsonArray.ofIds(owners)));
        unlessEmpty(changes.tags.rows, tags::insert);
        unlessEmpty(changes.images.owners, owners -> images.deleteByOwner(JsonArray.ofIds(owners)));
        unlessEmpty(changes.images.rows, images::insert);
        changes.credits.forEach((role, lists) -> {
            unlessEmpty(lists.owners, owners -> credits.deleteByOwner(JsonArray.ofIds(owners), role));
            unlessEmpty(lists.rows, credits::insert);
        });
    }

    private static <C extends Collection<?>> void unlessEmpty(C rows, Consumer<C> write) {
        if (!rows.isEmpty()) {
            write.accept(rows);
        }
    }
}
