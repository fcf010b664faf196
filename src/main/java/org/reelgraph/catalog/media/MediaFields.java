package org.reelgraph.catalog.media;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.CatalogLoaders.CreditKey;
import org.reelgraph.catalog.CatalogLoaders.SeriesKey;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.SeriesTotals;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.plan.Projection;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static org.reelgraph.catalog.CatalogLoaders.CREDIT_IN_BRIEF;
import static org.reelgraph.catalog.CatalogLoaders.SEASON_IN_BRIEF;

/** The types Series, Movie, Album and Book with their shared fields, and the types of credits and images. */
@Singleton
public class MediaFields implements SchemaContributor {

    private static final List<String> OF_CARD = List.of("id", "kind", "title", "year", "rating", "genres",
            "collections", "countries", "labels", "images", "cast", "crew", "creators", "related", "seasons",
            "seasonCount", "allEpisodes", "addedEpisodes", "episodeCount", "totalDurationSeconds", "metadata", "poster",
            "backdrop", "artwork");

    /** The fields of an item in a list that don't need the rarely requested columns. */
    public static final Projection CARD = Projection.of(OF_CARD.toArray(String[]::new));
    private static final Projection DESCRIBED = Projection
            .of(Stream.concat(OF_CARD.stream(), Stream.of("summary")).toArray(String[]::new));

    private final CatalogLoaders loaders;

    MediaFields(CatalogLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(loaders.all());
        addShared(schema.node(nodeOf(MediaKind.MOVIE)));
        addShared(schema.node(nodeOf(MediaKind.ALBUM))).field("creators", this::creators);
        addShared(schema.node(nodeOf(MediaKind.BOOK))).field("creators", this::creators);
        addShared(schema.node(nodeOf(MediaKind.SERIES)))
                .field("seasons", env -> loaders.seasonsBySeries.load(env,
                        new SeriesKey(idOf(env), SEASON_IN_BRIEF.covers(env))))
                .field("seasonCount", env -> loaders.totalsBySeries.load(env, idOf(env))
                        .thenApply(SeriesTotals::seasons))
                .field("episodeCount", env -> loaders.totalsBySeries.load(env, idOf(env))
                        .thenApply(SeriesTotals::episodes))
                .field("totalDurationSeconds", env -> loaders.totalsBySeries.load(env, idOf(env))
                        .thenApply(SeriesTotals::cappedDurationSeconds));
        schema.distinguish(MediaCard.class, item -> item.kind().typeName());
        schema.type("ExternalIds", ExternalIds.class);
        schema.type("Image", Image.class);
        schema.type("CastCredit", PersonCredit.class);
        schema.type("CrewCredit", PersonCredit.class);
    }

    private NodeType<MediaCard> nodeOf(MediaKind kind) {
        return new NodeType<>(kind.typeName(), kind.prefix(), MediaCard.class, MediaCard::id,
                (env, id) -> (DESCRIBED.covers(env) ? loaders.describedById : loaders.mediaById).load(env, id)
                        .thenApply(item -> item != null && item.kind() == kind ? item : null));
    }

    private static @Nullable CharSequence summary(MediaCard media) {
        return switch (media) {
            case MediaItem item -> item.summary();
            case MediaCard.Described described -> described.summary();
            case MediaCard.Brief brief -> throw new IllegalStateException(
                    "The summary of " + brief.id() + " was not read.");
        };
    }

    private SchemaAssembly.TypeFields addShared(SchemaAssembly.TypeFields type) {
        return type.property("summary", MediaFields::summary)
                .field("metadata", env -> loaders.metadataByMedia.load(env, idOf(env)))
                .field("genres", tags(TagKind.GENRE)).field("collections", tags(TagKind.COLLECTION))
                .field("countries", tags(TagKind.COUNTRY)).field("labels", tags(TagKind.LABEL))
                .field("images", env -> loaders.images(env, idOf(env)))
                .field("cast",
                        env -> loaders.castByOwner.load(env,
                                new CreditKey(idOf(env), first(env), CREDIT_IN_BRIEF.covers(env))))
                .field("crew", this::crew);
    }

    private CompletableFuture<List<PersonCredit>> crew(DataFetchingEnvironment env) {
        return loaders.crewByOwner.load(env, new CreditKey(idOf(env), Integer.MAX_VALUE, false));
    }

    private CompletableFuture<List<PersonCredit>> creators(DataFetchingEnvironment env) {
        return crew(env).thenApply(
                crew -> crew.stream().filter(credit -> credit.department() == CrewDepartment.CREATION).toList());
    }

    private DataFetcher<CompletableFuture<List<String>>> tags(TagKind kind) {
        return env -> loaders.tagsByMedia.load(env, idOf(env))
                .thenApply(tags -> tags.getOrDefault(kind, List.of()));
    }

    /** {@return the argument {@code first} of a list that is not paged; by default, the whole list} */
    static int first(DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first != null && first < 0) {
            throw RequestException.badInput("The argument 'first' must be at least 0, not " + first + ".");
        }
        return first == null ? Integer.MAX_VALUE : first;
    }

    private static long idOf(DataFetchingEnvironment env) {
        return Required.<MediaCard>source(env).id();
    }
}
