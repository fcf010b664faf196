package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.LibraryStats.RatingCount;
import org.reelgraph.catalog.LibraryStats.YearCount;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** What a frontend's first page shows: what came last, what was released on this day, and the library in numbers. */
@Singleton
class HomePage implements SchemaPart {

    private final MediaRepository media;
    private final StatisticsRepository statistics;
    private final Clock clock;

    HomePage(MediaRepository media, StatisticsRepository statistics, Clock clock) {
        this.media = media;
        this.clock = clock;
        this.statistics = statistics;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("recentlyAdded", this::recentlyAdded).field("onThisDay", this::onThisDay)
                .field("libraryStats", env -> statistics.read());
        schema.type("LibraryStats", LibraryStats.class)
                .field("newest", env -> media.findNewest(Optional.empty(), PageRequest.first(env)));
        schema.type("YearCount", YearCount.class);
        schema.type("NameCount", NameCount.class);
        schema.type("RatingCount", RatingCount.class);
    }

    private List<MediaItem> recentlyAdded(DataFetchingEnvironment env) {
        List<String> kinds = env.getArgument("kinds");
        var asked = kinds == null ? Set.of() : Set.copyOf(kinds);
        var kind = asked.size() == 1 ? Optional.of(MediaKind.valueOf(kinds.getFirst())) : Optional.<MediaKind>empty();
        return media.findNewest(kind, PageRequest.first(env));
    }

    private List<MediaItem> onThisDay(DataFetchingEnvironment env) {
        var day = switch (env.<Object>getArgument("day")) {
            case null -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            case LocalDate given -> given;
            default -> throw RequestException.badInput("The argument 'day' is not a day, such as 2022-08-14.");
        };
        return media.findReleasedOnDay(day, PageRequest.first(env));
    }
}
