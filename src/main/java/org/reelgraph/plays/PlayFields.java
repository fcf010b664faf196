package org.reelgraph.plays;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reelgraph.catalog.EpisodeCard;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static java.util.stream.Collectors.toMap;

/** How often media and episodes were played, and what was played most. */
@Singleton
class PlayFields implements SchemaContributor {

    private static final int MOST_DAYS = 36_500;

    private final PlayReader plays;
    private final Clock clock;
    private final Loader<Long, PlayCount> countByMedia;
    private final Loader<Long, PlayCount> countByEpisode;

    PlayFields(PlayReader plays, Clock clock) {
        this.plays = plays;
        this.clock = clock;
        countByMedia = counts("PlaysByMedia", plays::countByMedia);
        countByEpisode = counts("PlaysByEpisode", plays::countByEpisode);
    }

    private static Loader<Long, PlayCount> counts(String name, Function<Collection<Long>, List<PlayCount>> query) {
        return Loader.withDefault(name, PlayCount.NONE,
                ids -> query.apply(ids).stream().collect(toMap(PlayCount::ownerId, count -> count)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(countByMedia, countByEpisode));
        for (var kind : MediaKind.values()) {
            schema.type(kind.typeName(), MediaCard.class)
                    .field("playCount", env -> ofMedia(env).thenApply(PlayCount::plays))
                    .field("lastPlayedAt", env -> ofMedia(env).thenApply(PlayCount::last));
        }
        schema.type("Episode", EpisodeCard.class)
                .field("playCount", env -> ofEpisode(env).thenApply(PlayCount::plays))
                .field("lastPlayedAt", env -> ofEpisode(env).thenApply(PlayCount::last));
        schema.query().field("mostWatched", this::mostWatched);
        schema.type("WatchedMedia", WatchedMedia.class).field("media", env -> media(env, schema));
    }

    private CompletableFuture<PlayCount> ofMedia(DataFetchingEnvironment env) {
        return countByMedia.load(env, Required.<MediaCard>source(env).id());
    }

    private CompletableFuture<PlayCount> ofEpisode(DataFetchingEnvironment env) {
        return countByEpisode.load(env, Required.<EpisodeCard>source(env).id());
    }

    private static CompletableFuture<?> media(DataFetchingEnvironment env, SchemaAssembly schema) {
        WatchedMedia watched = Required.source(env);
        return schema.nodeOf(watched.kind().prefix()).find().apply(env, watched.mediaId());
    }

    private List<WatchedMedia> mostWatched(DataFetchingEnvironment env) {
        Integer days = env.getArgument("days");
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw RequestException.badInput("The argument 'days' must be from 1 to " + MOST_DAYS + ", not " + days
                    + ".");
        }
        var since = days == null ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(days));
        return plays.findMostWatched(MediaKind.argument(env), since, PageRequest.first(env));
    }
}
