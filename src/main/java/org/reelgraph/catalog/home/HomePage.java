package org.reelgraph.catalog.home;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.LibraryStats;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.LibraryStats.RatingCount;
import org.reelgraph.catalog.LibraryStats.YearCount;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.lists.Facet;
import org.reelgraph.catalog.lists.FacetCounts;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.Condition;

/** The content of a frontend's home page: recent additions, releases on this day, and library statistics. */
@Singleton
class HomePage implements SchemaContributor {

    private static final Comparator<MediaItem> NEWEST_FIRST = Comparator
            .comparing(MediaItem::lastAddedAt).thenComparing(MediaItem::id).reversed();

    private static final int MAX_GENRES = 100;

    private final MediaRepository media;
    private final StatisticsReader statistics;
    private final FacetCounts facets;
    private final Clock clock;

    HomePage(MediaRepository media, StatisticsReader statistics, FacetCounts facets, Clock clock) {
        this.media = media;
        this.clock = clock;
        this.statistics = statistics;
        this.facets = facets;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("recentlyAdded", this::recentlyAdded).field("onThisDay", this::onThisDay)
                .field("libraryStats", env -> statistics.read());
        schema.type("LibraryStats", LibraryStats.class)
                .field("byYear", env -> facets.count(Condition.ALWAYS).years())
                .field("byGenre", env -> facets.count(Condition.ALWAYS).names(Facet.GENRE, MAX_GENRES))
                .field("newest", env -> media.findNewest(Optional.empty(), PageRequest.first(env)));
        schema.type("YearCount", YearCount.class);
        schema.type("NameCount", NameCount.class);
        schema.type("RatingCount", RatingCount.class);
    }

    private List<MediaItem> recentlyAdded(DataFetchingEnvironment env) {
        List<String> kinds = env.getArgument("kinds");
        var first = PageRequest.first(env);
        if (kinds == null) {
            return media.findNewest(Optional.empty(), first);
        }
        // An index returns the newest items of a single kind, but not of several kinds.
        return kinds.stream().distinct().map(MediaKind::valueOf)
                .flatMap(kind -> media.findNewest(Optional.of(kind), first).stream())
                .sorted(NEWEST_FIRST).limit(first).toList();
    }

    private List<MediaItem> onThisDay(DataFetchingEnvironment env) {
        var day = DateScalars.day(env.getArguments(), "day")
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return media.findReleasedOnDay(day, PageRequest.first(env));
    }
}
