package org.reelgraph.catalog.media;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.media.ListSizeRepository.OfMedia;
import org.reelgraph.graphql.limits.ListSize;
import org.reelgraph.graphql.limits.ListSizes;

import static java.util.stream.Collectors.toMap;

/** The lengths of the catalogue's lists: totals for the whole library, averages for lists of an item. */
@Singleton
class CatalogSizes implements ListSizes {

    private final ListSizeRepository repository;

    CatalogSizes(ListSizeRepository repository) {
        this.repository = repository;
    }

    @Override
    public Collection<ListSize> measured() {
        var counts = new EnumMap<MediaKind, Integer>(MediaKind.class);
        repository.countByKind().forEach(count -> counts.put(count.kind(), count.items()));
        var sizes = new ArrayList<ListSize>();
        addLibrary(sizes, counts);
        // Without items there is no average, so the schema's assumptions apply.
        if (!counts.isEmpty()) {
            addMedia(sizes, counts);
        }
        if (counts.containsKey(MediaKind.SERIES)) {
            addSeries(sizes);
        }
        return sizes;
    }

    private void addLibrary(List<ListSize> sizes, Map<MediaKind, Integer> counts) {
        var media = counts.values().stream().mapToInt(Integer::intValue).sum();
        Stream.of("Query.allMedia", "Query.recentlyAdded", "Query.onThisDay", "LibraryStats.newest", "Media.related")
                .forEach(list -> sizes.add(ListSize.paged(list, media)));
        for (var kind : MediaKind.values()) {
            sizes.add(ListSize.paged(kind.typeName() + ".related", media));
        }
        sizes.add(ListSize.paged("Query.allSeries", counts.getOrDefault(MediaKind.SERIES, 0)));
        sizes.add(ListSize.paged("Query.allMovies", counts.getOrDefault(MediaKind.MOVIE, 0)));
        sizes.add(ListSize.paged("Query.allAlbums", counts.getOrDefault(MediaKind.ALBUM, 0)));
        sizes.add(ListSize.paged("Query.allBooks", counts.getOrDefault(MediaKind.BOOK, 0)));
        sizes.add(ListSize.paged("Query.people", repository.countPeople()));
        sizes.add(ListSize.paged("Person.filmography", repository.itemsOfAPerson()));
    }

    private void addMedia(List<ListSize> sizes, Map<MediaKind, Integer> counts) {
        var samples = counts.keySet().stream().collect(toMap(kind -> kind, repository::ofMedia));
        addAverages(sizes, counts, samples, "cast", sample -> average(sample.cast(), sample.items()));
        addAverages(sizes, counts, samples, "crew", sample -> average(sample.crew(), sample.items()));
        addAverages(sizes, counts, samples, "images", sample -> average(sample.images(), sample.items()));
    }

    private static void addAverages(List<ListSize> sizes, Map<MediaKind, Integer> counts,
            Map<MediaKind, OfMedia> samples, String list, ToDoubleFunction<OfMedia> average) {
        samples.forEach((kind, sample) -> sizes
                .add(ListSize.whole(kind.typeName() + "." + list, average.applyAsDouble(sample))));
        var all = samples.entrySet().stream()
                .mapToDouble(
                        sample -> average.applyAsDouble(sample.getValue()) * counts.getOrDefault(sample.getKey(), 0))
                .sum();
        sizes.add(ListSize.whole("Media." + list, all / counts.values().stream().mapToInt(Integer::intValue).sum()));
    }

    private void addSeries(List<ListSize> sizes) {
        var sample = repository.ofSeries(MediaKind.SERIES);
        sizes.add(ListSize.whole("Series.seasons", average(sample.seasons(), sample.series())));
        sizes.add(ListSize.paged("Series.allEpisodes", average(sample.episodes(), sample.series())));
        sizes.add(ListSize.whole("Season.episodes", average(sample.episodes(), sample.seasons())));
        sizes.add(ListSize.whole("Season.images", average(sample.seasonImages(), sample.seasons())));
        sizes.add(ListSize.whole("Episode.images", average(sample.episodeImages(), sample.episodes())));
        sizes.add(ListSize.whole("Episode.cast", average(sample.cast() + sample.inherited(), sample.episodes())));
        sizes.add(ListSize.whole("Episode.crew", average(sample.crew(), sample.episodes())));
    }

    private static double average(int total, int of) {
        return of == 0 ? 0 : (double) total / of;
    }
}
