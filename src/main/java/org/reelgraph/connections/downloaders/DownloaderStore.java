package org.reelgraph.connections.downloaders;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.encryption.EncryptedStore;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Downloaders on the writer's connection. */
@SqlRepository("writer")
interface DownloaderStore extends GenericRepository<Downloader, Long>, EncryptedStore {

    Downloader save(Downloader downloader);

    Downloader update(Downloader downloader);

    Optional<Downloader> findById(long id);

    @Query("SELECT * FROM downloaders ORDER BY id")
    List<Downloader> findAll();

    @Query("SELECT * FROM downloaders WHERE id > :id ORDER BY id LIMIT :most")
    List<Downloader> findAfter(long id, int most);

    @Query("SELECT * FROM downloaders WHERE id" + JsonArray.IN_IDS)
    List<Downloader> findByIds(String ids);

    @Query("DELETE FROM downloaders WHERE id = :id")
    void delete(long id);

    @Override
    @Query("UPDATE downloaders SET credentials = :encrypted WHERE id = :id")
    void replace(long id, String encrypted);

    @Override
    default Column column() {
        return new Column("downloaders", "credentials");
    }

    @Override
    default List<StoredSecret> secrets() {
        return findAll().stream().map(downloader -> new StoredSecret(downloader.id(), downloader.globalId(),
                "downloader '" + downloader.name() + "'", downloader.credentials())).toList();
    }
}
