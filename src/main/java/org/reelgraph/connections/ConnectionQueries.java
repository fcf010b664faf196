package org.reelgraph.connections;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.encryption.Encryption;
import org.reelgraph.storage.encryption.UndecryptableException;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Connections and the sections of their servers. */
@Singleton
class ConnectionQueries implements SchemaContributor {

    private final ConnectionRepository connections;
    private final ServerKinds kinds;
    private final Encryption encryption;
    private final Loader<Long, ConnectedServer> connectionById;
    private final Loader<Long, LibrarySection> sectionById;
    private final Loader<Long, List<LibrarySection>> sectionsByConnection;

    ConnectionQueries(ConnectionRepository connections, LibrarySectionRepository sections, ServerKinds kinds,
            Encryption encryption) {
        this.connections = connections;
        this.kinds = kinds;
        this.encryption = encryption;
        connectionById = new Loader<>("ConnectionById", ids -> connections.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ConnectedServer::id, connection -> connection)));
        sectionById = new Loader<>("LibrarySectionById", ids -> sections.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(LibrarySection::id, section -> section)));
        sectionsByConnection = Loader.ofLists("LibrarySectionsByConnection",
                ids -> Loader.grouped(sections.findByConnections(JsonArray.ofIds(ids)),
                        LibrarySection::connectionId));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.enumeration("ConnectionKind", kinds.names());
        schema.loaders(List.of(connectionById, sectionById, sectionsByConnection));
        schema.query().field("connections", env -> connections.findAll())
                .field("connection", env -> schema.nodeOf(ConnectedServer.PREFIX).find(env,
                        Required.argument(env, "id")));
        schema.node(new NodeType<>("ConnectedServer", ConnectedServer.PREFIX, ConnectedServer.class,
                ConnectedServer::id, connectionById::load))
                .property("serverKind", ConnectedServer::kind).property("maskedSecret", this::masked)
                .field("librarySections", env -> sectionsByConnection.load(env, id(env)));
        schema.node(new NodeType<>("LibrarySection", LibrarySection.PREFIX, LibrarySection.class,
                LibrarySection::id, sectionById::load))
                .property("key", LibrarySection::sectionKey)
                .field("connection", env -> connectionById.load(env,
                        Required.<LibrarySection>source(env).connectionId()));
    }

    private static long id(DataFetchingEnvironment env) {
        return Required.<ConnectedServer>source(env).id();
    }

    private @Nullable String masked(ConnectedServer connection) {
        try {
            return MaskedSecret.of(encryption.decrypt(connection.secret(), connection.globalId()));
        } catch (UndecryptableException e) {
            return null;
        }
    }
}
