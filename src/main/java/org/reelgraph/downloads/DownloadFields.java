package org.reelgraph.downloads;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.User;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** The mutation createDownloadLink, and who downloaded what. */
@Singleton
class DownloadFields implements SchemaContributor {

    private static final String LIST = "downloadAudit";

    /** The new link, which is shown only once, or why there is none. */
    public record CreateDownloadLinkPayload(@Nullable String url, @Nullable Instant expiresAt,
            List<UserError> userErrors) implements MutationPayload {
    }

    private final DownloadLinks links;
    private final DownloadRepository downloads;
    private final Loader<Long, Download> downloadById;
    private final String root;

    /** @param root the server's context path: empty, or such as {@code /reel} */
    DownloadFields(DownloadLinks links, DownloadRepository downloads,
            @Value("${micronaut.server.context-path:}") String root) {
        this.links = links;
        this.downloads = downloads;
        this.root = root;
        downloadById = new Loader<>("DownloadById", ids -> downloads.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Download::id, download -> download)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(downloadById));
        schema.mutation().field("createDownloadLink", IdInput.class, (input, env) -> create(input, Caller.of(env)));
        schema.type("CreateDownloadLinkPayload", CreateDownloadLinkPayload.class);
        schema.query().field(LIST, env -> Connection.newestFirst(env, LIST, downloads::findPage, Download::id,
                count -> downloads.count()));
        schema.connection("Download");
        schema.node(new NodeType<>("Download", "download", Download.class, Download::id, downloadById::load))
                .field("user", env -> {
                    var id = Required.<Download>source(env).userId();
                    return id == null ? null : schema.nodeOf(User.PREFIX).find().apply(env, id);
                })
                .property("userId", (Download download) -> globalId(User.PREFIX, download.userId()))
                .property("apiKeyId", (Download download) -> globalId("apikey", download.apiKeyId()))
                .property("isByLink", (Download download) -> download.linkId() != null)
                .property("downloadOutcome", Download::outcome)
                .property("sentBytes", (Download download) -> (double) download.bytes());
    }

    private static @Nullable String globalId(String prefix, @Nullable Long id) {
        return id == null ? null : GlobalId.of(prefix, id);
    }

    private CreateDownloadLinkPayload create(IdInput input, Caller caller) {
        var kind = links.kindOf(input.id())
                .orElseThrow(() -> RequestException.badInput("'" + input.id() + "' isn't an id of a file."));
        var user = caller.viewer().orElseThrow().userId();
        return kind.find(input.id()).map(file -> links.create(Actor.of(caller), user, kind.role(), file))
                .map(link -> new CreateDownloadLinkPayload(root + LinkDownload.PATH + "/" + link.token(),
                        link.expiresAt(), List.of()))
                .orElseGet(() -> new CreateDownloadLinkPayload(null, null,
                        List.of(UserError.of(UserErrorCode.NOT_FOUND).at("input", "id").saying(kind.missing()))));
    }
}
