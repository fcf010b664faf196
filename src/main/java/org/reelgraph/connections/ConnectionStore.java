package org.reelgraph.connections;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.encryption.EncryptedStore;
import org.reelgraph.storage.sql.SqlRepository;

/** Connections on the writer's connection. */
@SqlRepository("writer")
interface ConnectionStore extends GenericRepository<ConnectedServer, Long>, EncryptedStore {

    ConnectedServer save(ConnectedServer connection);

    ConnectedServer update(ConnectedServer connection);

    Optional<ConnectedServer> findById(long id);

    @Query("SELECT * FROM connections ORDER BY id")
    List<ConnectedServer> findAll();

    @Query("SELECT count(*) FROM connections WHERE source = :source")
    int countBySource(String source);

    @Query("SELECT count(*) FROM connections")
    int count();

    @Query("UPDATE connections SET server_identifier = :identifier WHERE id = :id AND server_identifier IS NULL")
    void noteServer(long id, String identifier);

    @Query("DELETE FROM connections WHERE id = :id")
    void delete(long id);

    @Override
    @Query("UPDATE connections SET secret = :encrypted WHERE id = :id")
    void replace(long id, String encrypted);

    @Override
    default Column column() {
        return new Column("connections", "secret");
    }

    @Override
    default List<StoredSecret> secrets() {
        return findAll().stream().map(connection -> new StoredSecret(connection.id(), connection.globalId(),
                "connection '" + connection.name() + "'", connection.secret())).toList();
    }
}
