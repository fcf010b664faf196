package org.reelgraph.artwork.fetching;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.fetching.ArtworkReportReader.Entry;
import org.reelgraph.artwork.fetching.ArtworkReportReader.Problem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The report of artwork, and the fields of what became of pictures. */
@Singleton
class ArtworkFetchFields implements SchemaContributor {

    private static final String LIST = "artworkReport";

    private final ArtworkReportReader report;
    private final Loader<Long, List<ArtworkFetch>> failedPosters;
    private final Loader<Long, MediaKind> kinds;

    ArtworkFetchFields(ArtworkReportReader report, FetchReader fetches) {
        this.report = report;
        failedPosters = Loader.ofLists("FailedPostersByMedia",
                ids -> Loader.grouped(fetches.findFailedPosters(ids), ArtworkFetch::mediaId));
        kinds = new Loader<>("MediaKindOfFetch", report::kinds);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(failedPosters, kinds));
        schema.query().field(LIST, this::page);
        schema.connection("ArtworkReportEntry");
        schema.type("ArtworkReportEntry", Entry.class)
                .field("media", env -> media(env, schema, entry(env).kind(), entry(env).id()))
                .field("fetch", env -> failedPosters.load(env, entry(env).id())
                        .thenApply(found -> found.isEmpty() ? null : found.getLast()));
        schema.type("ArtworkFetch", ArtworkFetch.class).property("imageKind", ArtworkFetch::kind)
                .field("media", env -> {
                    var item = Required.<ArtworkFetch>source(env).mediaId();
                    return kinds.load(env, item).thenCompose(kind -> media(env, schema, kind, item));
                });
    }

    private static Entry entry(DataFetchingEnvironment env) {
        return Required.source(env);
    }

    private static CompletableFuture<@Nullable Object> media(DataFetchingEnvironment env, SchemaAssembly schema,
            @Nullable MediaKind kind, long id) {
        return kind == null
                ? CompletableFuture.completedFuture(null)
                : schema.nodeOf(kind.prefix()).find().apply(env, id).thenApply(node -> node);
    }

    private Connection<Entry> page(DataFetchingEnvironment env) {
        var problem = Optional.<String>ofNullable(env.getArgument("problem")).map(Problem::valueOf);
        var kind = Optional.<String>ofNullable(env.getArgument("kind")).map(MediaKind::valueOf);
        return Connection.newestFirst(env, LIST,
                (before, most) -> report.findPage(problem, kind, before, most), Entry::id,
                count -> report.count(problem, kind));
    }
}
