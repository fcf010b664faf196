package org.reelgraph.catalog.lists;

import graphql.schema.DataFetcher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.LibraryStats.YearCount;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.lists.FacetCounts.Counted;
import org.reelgraph.catalog.lists.FacetIndex.Count;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The values that the media of a filter have, and how often. */
@Singleton
class MediaFacets implements SchemaPart {

    private static final Comparator<Count> MOST_FREQUENT_FIRST = Comparator.comparing(Count::items).reversed()
            .thenComparing(Count::name);

    /** How many items are of a kind. */
    record KindCount(MediaKind kind, int count) {
    }

    private final FacetCounts counts;
    private final Clock clock;

    MediaFacets(FacetCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("mediaFacets", env -> counts.count(FilterReader.of(schema, clock)
                .read(env.getArgument("filter"), Optional.empty()).inAll()));
        schema.type("MediaFacets", Counted.class).field("genres", ofNames(Facet.GENRE))
                .field("collections", ofNames(Facet.COLLECTION)).field("countries", ofNames(Facet.COUNTRY))
                .field("labels", ofNames(Facet.LABEL)).field("studios", ofNames(Facet.STUDIO))
                .field("contentRatings", ofNames(Facet.CONTENT_RATING)).property("years", MediaFacets::years)
                .property("kinds", MediaFacets::kinds);
        schema.type("KindCount", KindCount.class);
    }

    private static DataFetcher<List<NameCount>> ofNames(Facet facet) {
        return env -> env.<Counted>getSource().of(facet).stream().sorted(MOST_FREQUENT_FIRST)
                .limit(PageRequest.first(env)).map(count -> new NameCount(count.name(), count.items())).toList();
    }

    private static List<YearCount> years(Counted counted) {
        return counted.of(Facet.YEAR).stream()
                .map(count -> new YearCount(Integer.parseInt(count.name()), count.items()))
                .sorted(Comparator.comparing(YearCount::year)).toList();
    }

    private static List<KindCount> kinds(Counted counted) {
        return counted.of(Facet.KIND).stream().sorted(MOST_FREQUENT_FIRST)
                .map(count -> new KindCount(MediaKind.valueOf(count.name()), count.items())).toList();
    }
}
