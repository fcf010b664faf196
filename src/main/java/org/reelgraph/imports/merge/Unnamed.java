package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Season;
import org.reelgraph.imports.deletion.Deletion;
import org.reelgraph.imports.records.MediaRecord;

import static java.util.stream.Collectors.toMap;

/**
 * The stored seasons and episodes of a series that a record's lists no longer name.
 *
 * @param items how many episodes that are; a season without episodes counts as one
 * @param of    how many the series has
 */
record Unnamed(List<Deletion> deletions, int items, int of) {

    /** @param meant the ids of the episodes that the record names, in whatever season */
    static Unnamed of(MediaItem series, MediaRecord record, StoredTrees stored, Set<Long> meant) {
        var deletions = new ArrayList<Deletion>();
        var seasons = stored.seasonsOf(series.id()).values();
        var given = record.seasonList().stream()
                .collect(toMap(MediaRecord.SeasonRecord::number, Function.identity(), (one, other) -> one));
        var items = 0;
        var all = 0;
        for (var season : seasons) {
            var episodes = stored.episodesOf(season.id());
            all += Math.max(1, episodes.size());
            var unnamed = episodes.stream().filter(episode -> !meant.contains(episode.id())).toList();
            var same = given.get(season.number());
            if (same == null && record.seasons().given()) {
                deletions.add(Deletion.of(season.id(), Deletion.Type.SEASON, titleOf(series, season)));
                unnamed.forEach(episode -> deletions.add(deletion(series, episode)));
                items += Math.max(1, unnamed.size());
            } else if (same != null && same.episodes().given()) {
                unnamed.forEach(episode -> deletions.add(deletion(series, episode)));
                items += unnamed.size();
            }
        }
        return new Unnamed(deletions, items, all);
    }

    private static String titleOf(MediaItem series, Season season) {
        return series.title() + ", season " + season.number();
    }

    private static Deletion deletion(MediaItem series, Episode episode) {
        var title = series.title() + " " + episode.code() + (episode.title() == null ? "" : " " + episode.title());
        return Deletion.of(episode.id(), Deletion.Type.EPISODE, title);
    }

    boolean isEmpty() {
        return deletions.isEmpty();
    }
}
