package org.reelgraph.connections.downloaders;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.connections.MaskedSecret;
import org.reelgraph.connections.health.HealthFields;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Downloaders, one and all. */
@Singleton
class DownloaderQueries implements SchemaContributor {

    private static final String LIST = "downloaders";

    private final DownloaderRepository repository;
    private final DownloaderSecrets secrets;
    private final HealthFields health;
    private final Loader<Long, Downloader> downloaderById;

    DownloaderQueries(DownloaderRepository repository, DownloaderSecrets secrets, HealthFields health) {
        this.repository = repository;
        this.secrets = secrets;
        this.health = health;
        downloaderById = new Loader<>("DownloaderById", ids -> repository.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Downloader::id, downloader -> downloader)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(downloaderById));
        schema.query().field(LIST, this::page).field("downloader",
                env -> schema.nodeOf(Downloader.PREFIX).find(env, Required.argument(env, "id")));
        schema.connection("Downloader");
        schema.node(new NodeType<>("Downloader", Downloader.PREFIX, Downloader.class, Downloader::id,
                downloaderById::load))
                .property("serverKind", Downloader::kind)
                .property("timeoutMilliseconds", Downloader::timeoutMillis)
                .property("maskedPassword", (Downloader each) -> masked(each, Credentials::password))
                .property("maskedApiKey", (Downloader each) -> masked(each, Credentials::apiKey))
                .field("health", env -> health.of(env, Required.<Downloader>source(env).id()));
    }

    private Connection<Downloader> page(DataFetchingEnvironment env) {
        var filter = DownloaderFilter.of(env.getArgument("filter"));
        var order = DownloaderFilter.ORDER.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(LIST, filter, order), order,
                (way, from, most) -> repository.findPage(filter, way, from, most), count -> repository.count(filter));
    }

    private @Nullable String masked(Downloader downloader,
            Function<Credentials, Optional<String>> secret) {
        return secrets.find(downloader).flatMap(secret).map(MaskedSecret::of).orElse(null);
    }
}
