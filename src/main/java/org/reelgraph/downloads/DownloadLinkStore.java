package org.reelgraph.downloads;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Links to downloads, on the writer's connection. */
@SqlRepository("writer")
interface DownloadLinkStore extends GenericRepository<DownloadLink, Long> {

    DownloadLink save(DownloadLink link);

    DownloadLink update(DownloadLink link);

    Optional<DownloadLink> findByTokenHash(String tokenHash);

    /** Notes that the end of the file was sent. */
    @Query("UPDATE download_links SET used_at = :usedAt WHERE id = :id")
    void use(long id, Instant usedAt);

    /** Removes up to 1,000 links that ended before; {@return how many} */
    @Query("DELETE FROM download_links WHERE id IN (SELECT id FROM download_links WHERE expires_at < :before LIMIT 1000)")
    int deleteExpired(long before);
}
