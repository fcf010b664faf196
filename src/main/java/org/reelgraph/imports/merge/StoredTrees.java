package org.reelgraph.imports.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.merge.stores.WithMetadata;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** What is stored below some items, by the keys that records use. */
record StoredTrees(Map<Long, Map<Integer, Season>> seasons, Map<Long, List<Episode>> episodes,
        Map<Long, Map<TagKind, List<String>>> tags, Map<Long, List<Image>> images,
        Map<Long, Map<CreditRole, List<Credit>>> credits, Map<Long, String> metadata) {

    static StoredTrees of(Collection<WithMetadata<Season>> seasons, Collection<WithMetadata<Episode>> episodes,
            Collection<MediaTag> tags, Collection<Image> images, Collection<Credit> credits) {
        var metadata = new HashMap<Long, String>();
        seasons.stream().filter(each -> each.metadata() != null)
                .forEach(each -> metadata.put(each.row().id(), each.metadata()));
        episodes.stream().filter(each -> each.metadata() != null)
                .forEach(each -> metadata.put(each.row().id(), each.metadata()));
        return new StoredTrees(
                seasons.stream().map(WithMetadata::row)
                        .collect(groupingBy(Season::seriesId, toMap(Season::number, season -> season))),
                episodes.stream().map(WithMetadata::row).collect(groupingBy(Episode::seasonId)),
                tags.stream().collect(groupingBy(MediaTag::mediaId,
                        groupingBy(MediaTag::kind, mapping(MediaTag::name, toList())))),
                images.stream().collect(groupingBy(Image::ownerId)),
                credits.stream().collect(groupingBy(Credit::ownerId, groupingBy(Credit::role))), metadata);
    }

    static StoredTrees empty() {
        return of(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    WithMetadata<Season> withMetadata(Season season) {
        return new WithMetadata<>(season, metadata.get(season.id()));
    }

    WithMetadata<Episode> withMetadata(Episode episode) {
        return new WithMetadata<>(episode, metadata.get(episode.id()));
    }

    Map<Integer, Season> seasonsOf(long seriesId) {
        return seasons.getOrDefault(seriesId, Map.of());
    }

    List<Episode> episodesOf(long seasonId) {
        return episodes.getOrDefault(seasonId, List.of());
    }

    Map<TagKind, List<String>> tagsOf(long mediaId) {
        return tags.getOrDefault(mediaId, Map.of());
    }

    List<Image> imagesOf(long ownerId) {
        return images.getOrDefault(ownerId, List.of());
    }

    List<Credit> creditsOf(long ownerId, CreditRole role) {
        return credits.getOrDefault(ownerId, Map.of()).getOrDefault(role, List.of());
    }

    /** {@return all credits of an item and, if it is a series, of its episodes} */
    Stream<Credit> creditsBelow(long mediaId) {
        var owners = Stream.concat(Stream.of(mediaId), seasonsOf(mediaId).values().stream()
                .flatMap(season -> episodesOf(season.id()).stream()).map(Episode::id));
        return owners.flatMap(owner -> Stream.of(CreditRole.values()).flatMap(role -> creditsOf(owner, role).stream()));
    }
}
