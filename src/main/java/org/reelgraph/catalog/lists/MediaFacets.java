package org.reelgraph.catalog.lists;

import graphql.schema.DataFetcher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.lists.FacetCounts.Counted;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The values that the media of a filter have, and how often. */
@Singleton
class MediaFacets implements SchemaContributor {

    /** How many items are of a kind. */
    record KindCount(MediaKind kind, int count) {
    }

    private final FacetCounts counts;
    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    MediaFacets(FacetCounts counts, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.counts = counts;
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("mediaFacets", env -> counts.count(FilterReader.of(schema, sortKeys, titles, clock)
                .read(env.getArgument("filter"), Optional.empty()).inAll()));
        schema.type("MediaFacets", Counted.class).field("genres", ofNames(Facet.GENRE))
                .field("collections", ofNames(Facet.COLLECTION)).field("countries", ofNames(Facet.COUNTRY))
                .field("labels", ofNames(Facet.LABEL)).field("studios", ofNames(Facet.STUDIO))
                .field("contentRatings", ofNames(Facet.CONTENT_RATING))
                .property("kinds", MediaFacets::kinds);
        schema.type("KindCount", KindCount.class);
    }

    private static DataFetcher<List<NameCount>> ofNames(Facet facet) {
        return env -> Required.<Counted>source(env).names(facet, PageRequest.first(env));
    }

    private static List<KindCount> kinds(Counted counted) {
        return counted.names(Facet.KIND, MediaKind.values().length).stream()
                .map(count -> new KindCount(MediaKind.valueOf(count.name()), count.count())).toList();
    }
}
