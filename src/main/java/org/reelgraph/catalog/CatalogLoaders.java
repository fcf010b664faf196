package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.reelgraph.graphql.Loader;
import org.reelgraph.storage.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** The catalogue's relations, each read in one statement for all parents of a level. */
@Singleton
class CatalogLoaders {

    /** Whose credits, and how many at most. */
    record CreditKey(long ownerId, int first) {
    }

    final Loader<Long, MediaItem> mediaById;
    final Loader<Long, Season> seasonById;
    final Loader<Long, Episode> episodeById;
    final Loader<Long, Person> personById;
    final Loader<Long, Map<TagKind, List<String>>> tagsByMedia;
    final Loader<Long, List<Image>> imagesByOwner;
    final Loader<CreditKey, List<PersonCredit>> castByOwner;
    final Loader<CreditKey, List<PersonCredit>> crewByOwner;
    final Loader<Long, List<Season>> seasonsBySeries;
    final Loader<Long, Integer> seasonCountBySeries;
    final Loader<Long, EpisodeRepository.Totals> totalsBySeries;
    final Loader<Long, List<Episode>> episodesBySeason;
    final Loader<Long, EpisodeRepository.Totals> totalsBySeason;

    CatalogLoaders(MediaRepository media, MediaTagRepository tags, SeasonRepository seasons,
            EpisodeRepository episodes, PersonRepository people, CreditRepository credits, ImageRepository images) {
        mediaById = byId("MediaById", media::findByIds, MediaItem::id);
        seasonById = byId("SeasonById", seasons::findByIds, Season::id);
        episodeById = byId("EpisodeById", episodes::findByIds, Episode::id);
        personById = byId("PersonById", people::findByIds, Person::id);
        tagsByMedia = Loader.withDefault("TagsByMedia", Map.of(),
                ids -> tags.findByMedia(JsonArray.ofIds(ids)).stream().collect(groupingBy(MediaTag::mediaId,
                        groupingBy(MediaTag::kind, mapping(MediaTag::name, toList())))));
        imagesByOwner = lists("ImagesByOwner", images::findByOwner, Image::ownerId);
        castByOwner = credits("CastByOwner", credits, CreditRole.CAST);
        crewByOwner = credits("CrewByOwner", credits, CreditRole.CREW);
        seasonsBySeries = lists("SeasonsBySeries", seasons::findBySeries, Season::seriesId);
        seasonCountBySeries = Loader.withDefault("SeasonCountBySeries", 0,
                ids -> seasons.countBySeries(JsonArray.ofIds(ids)).stream()
                        .collect(toMap(SeasonRepository.Count::seriesId, SeasonRepository.Count::seasons)));
        totalsBySeries = totals("TotalsBySeries", episodes::totalsBySeries);
        episodesBySeason = lists("EpisodesBySeason", episodes::findBySeason, Episode::seasonId);
        totalsBySeason = totals("TotalsBySeason", episodes::totalsBySeason);
    }

    Collection<Loader<?, ?>> all() {
        return List.of(mediaById, seasonById, episodeById, personById, tagsByMedia, imagesByOwner, castByOwner,
                crewByOwner, seasonsBySeries, seasonCountBySeries, totalsBySeries, episodesBySeason, totalsBySeason);
    }

    private static <V> Loader<Long, V> byId(String name, Function<String, List<V>> query, Function<V, Long> id) {
        return new Loader<>(name, ids -> query.apply(JsonArray.ofIds(ids)).stream().collect(toMap(id, row -> row)));
    }

    private static <V> Loader<Long, List<V>> lists(String name, Function<String, List<V>> query,
            Function<V, Long> parent) {
        return Loader.ofLists(name,
                ids -> query.apply(JsonArray.ofIds(ids)).stream().collect(groupingBy(parent)));
    }

    private static Loader<Long, EpisodeRepository.Totals> totals(String name,
            Function<String, List<EpisodeRepository.Totals>> query) {
        return Loader.withDefault(name, new EpisodeRepository.Totals(0, 0, 0),
                ids -> query.apply(JsonArray.ofIds(ids)).stream()
                        .collect(toMap(EpisodeRepository.Totals::parentId, totals -> totals)));
    }

    private static Loader<CreditKey, List<PersonCredit>> credits(String name, CreditRepository credits,
            CreditRole role) {
        return Loader.ofLists(name, keys -> creditsOf(credits, role, keys));
    }

    // Aliases may ask for different lengths: the longest is read, and each key gets its part of it.
    private static Map<CreditKey, List<PersonCredit>> creditsOf(CreditRepository credits, CreditRole role,
            Set<CreditKey> keys) {
        var owners = keys.stream().map(CreditKey::ownerId).distinct().toList();
        var longest = keys.stream().mapToInt(CreditKey::first).max().orElse(0);
        var byOwner = credits.findByOwner(JsonArray.ofIds(owners), role, longest).stream()
                .collect(groupingBy(PersonCredit::ownerId));
        var found = new HashMap<CreditKey, List<PersonCredit>>();
        for (var key : keys) {
            var all = byOwner.getOrDefault(key.ownerId(), List.of());
            found.put(key, all.size() > key.first() ? all.subList(0, key.first()) : all);
        }
        return found;
    }
}
