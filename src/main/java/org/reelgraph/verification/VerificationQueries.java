package org.reelgraph.verification;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Unchecked;

import static java.util.stream.Collectors.toMap;

/** What verifications found: one, all of them, and that of an item. */
@Singleton
class VerificationQueries implements SchemaContributor {

    private static final String LIST = "verifications";

    private final VerificationReader verifications;
    private final Loader<Long, Verification> byId;
    private final Loader<Long, Verification> byMedia;

    VerificationQueries(VerificationReader verifications) {
        this.verifications = verifications;
        byId = loader("VerificationById", verifications::findByIds, Verification::id);
        byMedia = loader("VerificationByMedia", verifications::findByMedia,
                found -> Objects.requireNonNull(found.mediaId(), "It was found by it."));
    }

    private static Loader<Long, Verification> loader(String name, Function<Collection<Long>, List<Verification>> query,
            Function<Verification, Long> key) {
        return new Loader<>(name, ids -> query.apply(ids).stream().collect(toMap(key, found -> found)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(byId, byMedia));
        schema.query().field(LIST, this::page)
                .field("verification", env -> schema.nodeOf(Verification.PREFIX).find(env,
                        Required.argument(env, "id")));
        schema.connection("Verification");
        schema.type("VerificationIssue", Issue.class);
        schema.type("UncheckedPart", Unchecked.class);
        schema.node(new NodeType<>("Verification", Verification.PREFIX, Verification.class, Verification::id,
                byId::load)).field("media", env -> media(env, schema)).field("job", env -> job(env, schema))
                .property("topSeverity", (Verification found) -> found.topSeverity().orElse(null))
                .property("kind", Verification::mediaKind).property("notChecked", Verification::unchecked)
                .property("filePath", Verification::file);
        for (var kind : MediaKind.values()) {
            schema.type(kind.typeName(), MediaCard.class).field("verification",
                    env -> byMedia.load(env, Required.<MediaCard>source(env).id()));
        }
    }

    private static @Nullable CompletableFuture<?> media(DataFetchingEnvironment env, SchemaAssembly schema) {
        Verification found = Required.source(env);
        return found.mediaId() == null
                ? null
                : schema.nodeOf(found.mediaKind().prefix()).find().apply(env, found.mediaId());
    }

    private static @Nullable CompletableFuture<?> job(DataFetchingEnvironment env, SchemaAssembly schema) {
        Verification found = Required.source(env);
        return found.jobId() == null ? null : schema.nodeOf(VerifyJobKind.PREFIX).find().apply(env, found.jobId());
    }

    private Connection<Verification> page(DataFetchingEnvironment env) {
        var filter = VerificationFilter.of(env.getArgument("filter"));
        var order = VerificationOrder.of(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(LIST, filter, order), order,
                (way, from, most) -> verifications.findPage(filter, way, from, most),
                count -> verifications.count(filter));
    }
}
