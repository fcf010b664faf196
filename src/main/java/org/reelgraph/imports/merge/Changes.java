package org.reelgraph.imports.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.media.FurtherRatingKey;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.undo.log.Touched;

import static java.util.stream.Collectors.toSet;

/** The rows that an import will write, determined by the planner and written by the writer. */
final class Changes {

    /** Rows of one table. */
    static final class Rows<T> {

        final List<T> created = new ArrayList<>();
        final List<T> changed = new ArrayList<>();
    }

    /** Lists to be replaced: those of {@code owners} are deleted, and {@code rows} are inserted. */
    static final class Lists<T> {

        final Set<Long> owners = new HashSet<>();
        final List<T> rows = new ArrayList<>();

        void replace(long owner, List<T> by) {
            owners.add(owner);
            rows.addAll(by);
        }
    }

    final Rows<WithMetadata<MediaItem>> items = new Rows<>();
    /** All rating keys of the items to be written, latest first. */
    final Map<Long, List<String>> ratingKeys = new HashMap<>();
    final Lists<FurtherRatingKey> furtherRatingKeys = new Lists<>();
    /** The external ids that their source names, by item. */
    final Map<Long, ExternalIds> sourceIds = new HashMap<>();
    /** The items that the records refer to, changed or not. */
    final Set<Long> seen = new HashSet<>();
    final Rows<WithMetadata<Season>> seasons = new Rows<>();
    final Rows<WithMetadata<Episode>> episodes = new Rows<>();
    /** The ids of the seasons and episodes to be removed. */
    final List<Long> seasonsGone = new ArrayList<>();
    final List<Long> episodesGone = new ArrayList<>();
    /** The changed episodes whose number changes. */
    final Set<Long> renumbered = new HashSet<>();
    final Rows<Person> people = new Rows<>();
    final Lists<MediaTag> tags = new Lists<>();
    final Lists<Image> images = new Lists<>();
    final Map<CreditRole, Lists<Credit>> credits = new EnumMap<>(
            Map.of(CreditRole.CAST, new Lists<>(), CreditRole.CREW, new Lists<>()));
    /** People who lose a credit, perhaps their last one. */
    final Set<Long> uncredited = new HashSet<>();

    Lists<Credit> creditsIn(CreditRole role) {
        return Objects.requireNonNull(credits.get(role), role.name());
    }

    /** {@return the ids of the items, seasons and episodes to be created} */
    Set<Long> createdOwners() {
        var ids = new HashSet<Long>();
        items.created.forEach(item -> ids.add(item.row().id()));
        seasons.created.forEach(season -> ids.add(season.row().id()));
        episodes.created.forEach(episode -> ids.add(episode.row().id()));
        return ids;
    }

    /** {@return the items to be written, with their rating keys} */
    List<KeyedItem> keyedItems() {
        return Stream.concat(items.created.stream(), items.changed.stream()).map(
                item -> new KeyedItem(item, List.of())
                        .withRatingKeys(ratingKeys.getOrDefault(item.row().id(), List.of())))
                .toList();
    }

    /**
     * {@return which rows will be written}
     *
     * @param at when the import started; its items count as seen then
     */
    Touched touched(Instant at) {
        var touched = new Touched();
        items.created.forEach(item -> touched.creates(item.row().id(), item.row().updatedAt()));
        items.changed.forEach(item -> touched.changes(item.row().id(), item.row().updatedAt()));
        var fresh = items.created.stream().map(item -> item.row().id()).collect(toSet());
        touched.createsBelow(seasons.created.stream().map(season -> season.row().id()).toList());
        touched.createsBelow(episodes.created.stream().map(episode -> episode.row().id()).toList());
        Stream.concat(seasons.created.stream(), seasons.changed.stream()).map(WithMetadata::row)
                .filter(season -> !fresh.contains(season.seriesId()))
                .forEach(season -> touched.writesSeason(season.id(), season.seriesId()));
        Stream.concat(episodes.created.stream(), episodes.changed.stream()).map(WithMetadata::row)
                .filter(episode -> !fresh.contains(episode.seriesId()))
                .forEach(episode -> touched.writesEpisode(episode.id(), episode.seriesId()));
        touched.removesSeasons(seasonsGone);
        touched.removesEpisodes(episodesGone);
        touched.replacesTags(tags.owners);
        touched.replacesImages(images.owners);
        credits.values().forEach(lists -> touched.replacesCredits(lists.owners));
        touched.replacesRatingKeys(furtherRatingKeys.owners);
        touched.replacesSourceIds(sourceIds.keySet());
        people.created.forEach(person -> touched.createsPerson(person.id(), person.updatedAt()));
        people.changed.forEach(person -> touched.changesPerson(person.id(), person.updatedAt()));
        touched.uncredits(uncredited);
        touched.sees(seen, at);
        return touched;
    }
}
