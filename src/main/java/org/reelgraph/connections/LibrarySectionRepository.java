package org.reelgraph.connections;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads the sections of connections. */
@SqlRepository
interface LibrarySectionRepository extends GenericRepository<LibrarySection, Long> {

    /** {@return the sections of these connections by name} */
    @Query("SELECT * FROM library_sections WHERE connection_id" + JsonArray.IN_IDS
            + " ORDER BY connection_id, name, id")
    List<LibrarySection> findByConnections(String ids);

    /** {@return the sections with these ids, in no particular order} */
    @Query("SELECT * FROM library_sections WHERE id" + JsonArray.IN_IDS)
    List<LibrarySection> findByIds(String ids);
}
