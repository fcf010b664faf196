package org.reelgraph.downloads;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.reelgraph.storage.sql.SqlRepository;

/** Who downloaded what, on the writer's connection. */
@SqlRepository("writer")
interface DownloadStore extends GenericRepository<Download, Long> {

    Download save(Download download);

    /** Notes how a download ended. */
    @Query("UPDATE downloads SET outcome = :outcome, bytes = :bytes, finished_at = :finishedAt WHERE id = :id")
    void finish(long id, Download.Outcome outcome, long bytes, Instant finishedAt);

    /** Removes up to 1,000 downloads from before; {@return how many} */
    @Query("DELETE FROM downloads WHERE id IN (SELECT id FROM downloads WHERE at < :before LIMIT 1000)")
    int deleteBefore(long before);
}
