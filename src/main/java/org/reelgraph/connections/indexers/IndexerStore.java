package org.reelgraph.connections.indexers;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.encryption.EncryptedStore;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Indexers on the writer's connection. */
@SqlRepository("writer")
interface IndexerStore extends GenericRepository<Indexer, Long>, EncryptedStore {

    Indexer save(Indexer indexer);

    Indexer update(Indexer indexer);

    Optional<Indexer> findById(long id);

    @Query("SELECT * FROM indexers ORDER BY id")
    List<Indexer> findAll();

    @Query("SELECT * FROM indexers WHERE id > :id ORDER BY id LIMIT :most")
    List<Indexer> findAfter(long id, int most);

    @Query("SELECT * FROM indexers WHERE id" + JsonArray.IN_IDS)
    List<Indexer> findByIds(String ids);

    @Query("DELETE FROM indexers WHERE id = :id")
    void delete(long id);

    @Override
    @Query("UPDATE indexers SET api_key = :encrypted WHERE id = :id")
    void replace(long id, String encrypted);

    @Override
    default Column column() {
        return new Column("indexers", "api_key");
    }

    @Override
    default List<StoredSecret> secrets() {
        return findAll().stream().map(indexer -> new StoredSecret(indexer.id(), indexer.globalId(),
                "indexer '" + indexer.name() + "'", indexer.apiKey())).toList();
    }
}
