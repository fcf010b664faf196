package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageRepository;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.catalog.tags.MediaTagRepository;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.plan.JsonText;
import org.reelgraph.graphql.plan.Projection;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** The catalogue's relations, each read in one statement for all parents of a level. */
@Singleton
public class CatalogLoaders {

    /** Whose credits, how many at most, and whether {@link #CREDIT_IN_BRIEF} is enough, as it may be of a cast. */
    public record CreditKey(long ownerId, int first, boolean brief) {
    }

    /** Which series' seasons, and whether {@link #SEASON_IN_BRIEF} is enough. */
    public record SeriesKey(long seriesId, boolean brief) {
    }

    /** Which season's episodes, and whether {@link #EPISODE_IN_BRIEF} is enough; episodes repeat the rest. */
    public record SeasonKey(long seasonId, long seriesId, int number, boolean brief) {
    }

    /** What a season tells without the columns that few ask for. */
    public static final Projection SEASON_IN_BRIEF = Projection.of("id", "number", "title", "images", "episodes",
            "episodeCount", "series", "metadata", "poster", "artwork");
    /** What an episode tells without the columns that few ask for. */
    public static final Projection EPISODE_IN_BRIEF = Projection.of("id", "number", "seasonNumber", "code", "title",
            "summary",
            "airedOn", "durationSeconds", "rating", "images", "season", "series", "cast", "crew", "metadata",
            "still", "artwork");
    /** What a cast credit tells without the columns that few ask for. */
    public static final Projection CREDIT_IN_BRIEF = Projection.of("character", "position").and("person",
            Projection.of("id", "name", "filmography"));

    public final Loader<Long, MediaItem> mediaById;
    public final Loader<Long, MediaCard.Described> describedById;
    public final Loader<Long, Season> seasonById;
    public final Loader<Long, Episode> episodeById;
    public final Loader<Long, Person> personById;
    public final Loader<Long, Map<TagKind, List<String>>> tagsByMedia;
    public final Loader<Long, List<Image>> imagesByOwner;
    public final Loader<CreditKey, List<PersonCredit>> castByOwner;
    public final Loader<CreditKey, List<PersonCredit>> crewByOwner;
    public final Loader<SeriesKey, List<SeasonCard>> seasonsBySeries;
    public final Loader<Long, SeriesTotals> totalsBySeries;
    public final Loader<SeasonKey, List<EpisodeCard>> episodesBySeason;
    public final Loader<Long, Integer> episodeCountBySeason;
    public final Loader<Long, JsonText> metadataByMedia;
    public final Loader<Long, JsonText> metadataBySeason;
    public final Loader<Long, JsonText> metadataByEpisode;

    public CatalogLoaders(MediaRepository media, MediaTagRepository tags, SeasonReader seasons,
            EpisodeReader episodes, PersonReader people, CreditReader credits, ImageRepository images,
            MetadataReader metadata) {
        mediaById = byId("MediaById", media::findByIds, MediaItem::id);
        describedById = byId("DescribedMediaById", media::findDescribed, MediaCard.Described::id);
        seasonById = byId("SeasonById", seasons::findByIds, Season::id);
        episodeById = byId("EpisodeById", episodes::findByIds, Episode::id);
        personById = byId("PersonById", people::findByIds, Person::id);
        tagsByMedia = Loader.withDefault("TagsByMedia", Map.of(),
                ids -> tags.findByMedia(JsonArray.ofIds(ids)).stream().collect(groupingBy(MediaTag::mediaId,
                        groupingBy(MediaTag::kind, mapping(MediaTag::name, toList())))));
        imagesByOwner = lists("ImagesByOwner", ids -> images.findByOwner(JsonArray.ofIds(ids)), Image::ownerId);
        castByOwner = credits("CastByOwner", credits, CreditRole.CAST);
        crewByOwner = credits("CrewByOwner", credits, CreditRole.CREW);
        seasonsBySeries = Loader.ofLists("SeasonsBySeries", keys -> seasonsOf(seasons, keys));
        totalsBySeries = Loader.withDefault("TotalsBySeries", new SeriesTotals(0, 0, 0, 0),
                ids -> seasons.totalsBySeries(ids).stream()
                        .collect(toMap(SeriesTotals::seriesId, totals -> totals)));
        episodesBySeason = Loader.ofLists("EpisodesBySeason", keys -> episodesOf(episodes, keys));
        episodeCountBySeason = Loader.withDefault("EpisodeCountBySeason", 0,
                ids -> episodes.countBySeason(ids).stream()
                        .collect(toMap(EpisodeReader.Count::seasonId, EpisodeReader.Count::episodes)));
        metadataByMedia = new Loader<>("MetadataByMedia", metadata::ofMedia);
        metadataBySeason = new Loader<>("MetadataBySeason", metadata::ofSeasons);
        metadataByEpisode = new Loader<>("MetadataByEpisode", metadata::ofEpisodes);
    }

    public Collection<Loader<?, ?>> all() {
        return List.of(mediaById, describedById, seasonById, episodeById, personById, tagsByMedia, imagesByOwner,
                castByOwner,
                crewByOwner, seasonsBySeries, totalsBySeries, episodesBySeason, episodeCountBySeason,
                metadataByMedia, metadataBySeason, metadataByEpisode);
    }

    /**
     * {@return the images of an item, season or episode, of the kind that the argument {@code kind} names or of all}
     */
    public CompletableFuture<List<Image>> images(DataFetchingEnvironment env, long ownerId) {
        return imagesByOwner.load(env, ownerId).thenApply(images -> ofKind(env, images));
    }

    /** {@return those of these images that are of the kind that the argument {@code kind} names; all if it is absent} */
    public static List<Image> ofKind(DataFetchingEnvironment env, List<Image> images) {
        String kind = env.getArgument("kind");
        return kind == null
                ? images
                : images.stream().filter(image -> image.kind().name().equals(kind)).toList();
    }

    private static <V> Loader<Long, V> byId(String name, Function<Set<Long>, List<V>> query, Function<V, Long> id) {
        return new Loader<>(name, ids -> {
            var found = new HashMap<Long, V>();
            query.apply(ids).forEach(row -> found.put(id.apply(row), row));
            return found;
        });
    }

    private static <V> Loader<Long, List<V>> lists(String name, Function<Set<Long>, List<V>> query,
            Function<V, Long> parent) {
        return Loader.ofLists(name, ids -> Loader.grouped(query.apply(ids), parent));
    }

    private static Loader<CreditKey, List<PersonCredit>> credits(String name, CreditReader credits,
            CreditRole role) {
        return Loader.ofLists(name, keys -> creditsOf(credits, role, keys));
    }

    // Aliases may ask for different things: what is enough for all is read, and each key gets its part of it.
    private static Map<SeriesKey, List<SeasonCard>> seasonsOf(SeasonReader seasons, Set<SeriesKey> keys) {
        var series = keys.stream().map(SeriesKey::seriesId).collect(toSet());
        var bySeries = Loader.<Long, SeasonCard>grouped(keys.stream().allMatch(SeriesKey::brief)
                ? seasons.findBySeriesInBrief(series)
                : seasons.findBySeries(series), SeasonCard::seriesId);
        return byKey(keys, key -> bySeries.getOrDefault(key.seriesId(), List.of()));
    }

    private static Map<SeasonKey, List<EpisodeCard>> episodesOf(EpisodeReader episodes, Set<SeasonKey> keys) {
        var seasons = keys.stream().collect(toMap(SeasonKey::seasonId, key -> key, (one, other) -> one));
        var bySeason = Loader.<Long, EpisodeCard>grouped(keys.stream().allMatch(SeasonKey::brief)
                ? episodes.findBySeasonInBrief(seasons)
                : episodes.findBySeason(seasons.keySet()), EpisodeCard::seasonId);
        return byKey(keys, key -> bySeason.getOrDefault(key.seasonId(), List.of()));
    }

    private static Map<CreditKey, List<PersonCredit>> creditsOf(CreditReader credits, CreditRole role,
            Set<CreditKey> keys) {
        var owners = keys.stream().map(CreditKey::ownerId).collect(toSet());
        var longest = keys.stream().mapToInt(CreditKey::first).max().orElse(0);
        var byOwner = Loader.<Long, PersonCredit>grouped(keys.stream().allMatch(CreditKey::brief)
                ? credits.findCastInBrief(owners, longest)
                : credits.findByOwner(owners, role, longest), PersonCredit::ownerId);
        return byKey(keys, key -> {
            var all = byOwner.getOrDefault(key.ownerId(), List.of());
            return all.size() > key.first() ? all.subList(0, key.first()) : all;
        });
    }

    private static <K, V> Map<K, V> byKey(Set<K> keys, Function<K, V> value) {
        var found = new HashMap<K, V>();
        keys.forEach(key -> found.put(key, value.apply(key)));
        return found;
    }
}
