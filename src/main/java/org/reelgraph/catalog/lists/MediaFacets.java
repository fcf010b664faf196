package org.reelgraph.catalog.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.LibraryStats.YearCount;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.catalog.lists.FacetRepository.ValueCount;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;
import org.reelgraph.storage.Condition;

/** The values that the media of a filter have, and how often, each facet counted where it is asked for. */
@Singleton
class MediaFacets implements SchemaPart {

    private static final int MOST_KEPT = 1_000;

    /**
     * What is counted, of a state of the library.
     *
     * @param lastChange the place of the library's last change
     */
    private record Facets(Condition filter, long lastChange) {
    }

    private record FacetKey(Facets facets, String name, int most) {
    }

    /** How many items are of a kind. */
    record KindCount(MediaKind kind, int count) {
    }

    private final FacetRepository repository;
    private final Clock clock;
    // What changes the library gets another place, which is read in the same state of it as what is counted.
    private final Cache<FacetKey, List<ValueCount>> counted = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    MediaFacets(FacetRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("mediaFacets", env -> new Facets(FilterReader.of(schema, clock)
                .read(env.getArgument("filter"), Optional.empty()).inAll(), repository.lastChange()));
        schema.type("MediaFacets", Facets.class).field("genres", ofTags(TagKind.GENRE))
                .field("collections", ofTags(TagKind.COLLECTION)).field("countries", ofTags(TagKind.COUNTRY))
                .field("labels", ofTags(TagKind.LABEL)).field("studios", ofColumn("studio"))
                .field("contentRatings", ofColumn("content_rating")).field("years", this::years)
                .field("kinds", this::kinds);
        schema.type("KindCount", KindCount.class);
    }

    private DataFetcher<List<NameCount>> ofTags(TagKind kind) {
        return ofNames(kind.name(), (filter, most) -> repository.countTags(kind, filter, most));
    }

    private DataFetcher<List<NameCount>> ofColumn(String column) {
        return ofNames(column, (filter, most) -> repository.countColumn(column, filter, most));
    }

    private DataFetcher<List<NameCount>> ofNames(String name,
            BiFunction<Condition, Integer, List<ValueCount>> count) {
        return env -> counted(env, name, PageRequest.first(env), count).stream()
                .map(each -> new NameCount(each.value(), each.count())).toList();
    }

    private List<YearCount> years(DataFetchingEnvironment env) {
        return counted(env, "year", Integer.MAX_VALUE, (filter, most) -> repository.countYears(filter)).stream()
                .map(each -> new YearCount(Integer.parseInt(each.value()), each.count())).toList();
    }

    private List<KindCount> kinds(DataFetchingEnvironment env) {
        return counted(env, "kind", MediaKind.values().length,
                (filter, most) -> repository.countColumn("kind", filter, most)).stream()
                .map(each -> new KindCount(MediaKind.valueOf(each.value()), each.count())).toList();
    }

    private List<ValueCount> counted(DataFetchingEnvironment env, String name, int most,
            BiFunction<Condition, Integer, List<ValueCount>> count) {
        Facets facets = env.getSource();
        return counted.get(new FacetKey(facets, name, most), key -> count.apply(facets.filter(), most));
    }
}
