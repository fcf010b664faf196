package org.reelgraph.mediaos.entries;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.encryption.EncryptedStore;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** What secrets in files mean, on the writer's connection. */
@SqlRepository("writer")
interface SecretStore extends GenericRepository<KeptSecret, Long>, EncryptedStore {

    KeptSecret save(KeptSecret secret);

    @Query("SELECT * FROM mediaos_secrets ORDER BY id")
    List<KeptSecret> findAll();

    Optional<KeptSecret> findByDigest(String digest);

    /** {@return the secrets of these digests, in no particular order} */
    @Query("SELECT * FROM mediaos_secrets WHERE digest" + JsonArray.IN_VALUES)
    List<KeptSecret> findByDigests(String values);

    @Override
    @Query("UPDATE mediaos_secrets SET secret = :encrypted WHERE id = :id")
    void replace(long id, String encrypted);

    @Override
    default Column column() {
        return new Column("mediaos_secrets", "secret");
    }

    @Override
    default List<StoredSecret> secrets() {
        return findAll().stream().map(secret -> new StoredSecret(secret.id(), secret.place(),
                "a secret of MediaOS' files", secret.secret())).toList();
    }
}
