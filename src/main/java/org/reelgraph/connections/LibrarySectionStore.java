package org.reelgraph.connections;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Sections on the writer's connection. */
@SqlRepository("writer")
interface LibrarySectionStore extends GenericRepository<LibrarySection, Long> {

    LibrarySection save(LibrarySection section);

    LibrarySection update(LibrarySection section);

    Optional<LibrarySection> findById(long id);

    @Query("UPDATE library_sections SET last_synced_at = :at WHERE id = :id")
    void noteSync(long id, long at);

    @Query("SELECT * FROM library_sections WHERE connection_id = :connection ORDER BY id")
    List<LibrarySection> findByConnection(long connection);
}
