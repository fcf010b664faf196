package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads what is known of stored external ids. */
@SqlRepository
interface ExternalIdRepository extends GenericRepository<MediaItem, Long> {

    /** {@return with which version of the rules the ids were made canonical; nothing where they were not} */
    @Query("SELECT version FROM data_versions WHERE name = 'external_ids'")
    Optional<String> version();
}
