package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads the state of the stored external ids. */
@SqlRepository
interface ExternalIdRepository extends GenericRepository<MediaItem, Long> {

    /** {@return the version of the rules by which the ids were made canonical; empty if they never were} */
    @Query("SELECT version FROM data_versions WHERE name = 'external_ids'")
    Optional<String> version();
}
