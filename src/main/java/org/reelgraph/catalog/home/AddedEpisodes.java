package org.reelgraph.catalog.home;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.EpisodeReader;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

/** The field for new episodes of a series: those that were added last. */
@Singleton
class AddedEpisodes implements SchemaContributor {

    private record Key(long seriesId, int first) {
    }

    private final Loader<Key, List<Episode>> latest;

    AddedEpisodes(EpisodeReader episodes) {
        latest = Loader.ofLists("LatestEpisodesBySeries", keys -> read(episodes, keys));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(latest));
        schema.type("Series", MediaCard.class).field("addedEpisodes",
                env -> latest.load(env, new Key(Required.<MediaCard>source(env).id(), PageRequest.first(env))));
    }

    // One statement for each different number requested, so as many as the document has such fields.
    private static Map<Key, List<Episode>> read(EpisodeReader episodes, Set<Key> keys) {
        var found = new HashMap<Key, List<Episode>>();
        keys.stream().collect(groupingBy(Key::first, mapping(Key::seriesId, toSet())))
                .forEach((first, ids) -> episodes.findLatest(ids, first).stream()
                        .collect(groupingBy(Episode::seriesId))
                        .forEach((id, rows) -> found.put(new Key(id, first), rows)));
        return found;
    }
}
