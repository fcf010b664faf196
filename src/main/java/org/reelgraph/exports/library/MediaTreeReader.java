package org.reelgraph.exports.library;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.EpisodeReader;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.SeasonReader;
import org.reelgraph.catalog.SeriesTotals;
import org.reelgraph.catalog.media.FurtherRatingKey;
import org.reelgraph.catalog.media.FurtherRatingKeyRepository;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.catalog.tags.MediaTagRepository;
import org.reelgraph.exports.library.MediaTree.EpisodeTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.Statements;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** Reads items with all that is below them. The number of statements doesn't depend on the number of items. */
@Singleton
class MediaTreeReader {

    /** An item of which only the kind is known. */
    record Place(long id, MediaKind kind) {
    }

    private static final Columns<Place> PLACE = new Columns<>("id, kind",
            row -> new Place(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2))));
    private static final String SOURCES = "SELECT DISTINCT source FROM media_items ORDER BY source";

    private final SelectReader reader;
    private final Statements statements;
    private final MediaRepository media;
    private final MediaTagRepository tags;
    private final FurtherRatingKeyRepository furtherKeys;
    private final SeasonReader seasons;
    private final EpisodeReader episodes;
    private final AttachedReader attached;

    MediaTreeReader(SelectReader reader, Statements statements, MediaRepository media, MediaTagRepository tags,
            FurtherRatingKeyRepository furtherKeys, SeasonReader seasons, EpisodeReader episodes,
            AttachedReader attached) {
        this.reader = reader;
        this.statements = statements;
        this.media = media;
        this.tags = tags;
        this.furtherKeys = furtherKeys;
        this.seasons = seasons;
        this.episodes = episodes;
        this.attached = attached;
    }

    /** {@return the items of these kinds that are meant, in the order in which they came} */
    List<Place> places(Selection selection, Set<MediaKind> kinds) {
        return reader.read(Select.from("media_items").where(Condition.equal("source", selection.source()))
                .where(Condition.oneOf("kind", kinds.stream().map(MediaKind::name).sorted().toList()))
                .where(selection.condition()).orderBy(List.of(SortKey.of("id", false))), PLACE);
    }

    /** {@return the sources that items come from} */
    List<String> sources() {
        return Rows.read(statements, SOURCES, List.of(), row -> Rows.text(row, 1));
    }

    /** {@return how much is below those of these items that ever had a season} */
    Map<Long, SeriesTotals> totals(Collection<Long> ids) {
        return seasons.totalsBySeries(ids).stream().collect(toMap(SeriesTotals::seriesId, totals -> totals));
    }

    /**
     * {@return these items, in their order}
     *
     * @param isWhole whether to read what is below them, too
     */
    List<MediaTree> trees(List<Long> ids, boolean isWhole) {
        var items = media.findByIds(ids).stream().collect(toMap(MediaItem::id, item -> item));
        var keys = furtherKeys.findByMedia(JsonArray.ofIds(ids)).stream().collect(
                groupingBy(FurtherRatingKey::mediaId, mapping(FurtherRatingKey::ratingKey, toList())));
        var tagged = tags.findByMedia(JsonArray.ofIds(ids)).stream().collect(groupingBy(MediaTag::mediaId,
                groupingBy(MediaTag::kind, mapping(MediaTag::name, toList()))));
        var belonging = attached.ofMedia(ids);
        var below = isWhole ? seasonTrees(ids) : Map.<Long, List<SeasonTree>>of();
        var totals = totals(ids);
        return ids.stream().map(id -> new MediaTree(Objects.requireNonNull(items.get(id), "One state is read."),
                keys.getOrDefault(id, List.of()), tagged.getOrDefault(id, Map.of()), belonging.apply(id),
                Optional.ofNullable(totals.get(id)).map(SeriesTotals::seasons).orElse(0),
                below.getOrDefault(id, List.of()))).toList();
    }

    private Map<Long, List<SeasonTree>> seasonTrees(List<Long> seriesIds) {
        var found = seasons.findBySeries(seriesIds);
        if (found.isEmpty()) {
            return Map.of();
        }
        var ids = found.stream().map(Season::id).toList();
        var belonging = attached.ofSeasons(ids);
        var below = episodeTrees(ids);
        return found.stream().collect(groupingBy(Season::seriesId, mapping(season -> new SeasonTree(season,
                belonging.apply(season.id()), below.getOrDefault(season.id(), List.of())), toList())));
    }

    private Map<Long, List<EpisodeTree>> episodeTrees(List<Long> seasonIds) {
        var found = episodes.findBySeason(seasonIds);
        var belonging = attached.ofEpisodes(found.stream().map(Episode::id).toList());
        return found.stream().collect(groupingBy(Episode::seasonId,
                mapping(episode -> new EpisodeTree(episode, belonging.apply(episode.id())), toList())));
    }
}
