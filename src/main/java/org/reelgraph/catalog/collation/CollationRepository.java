package org.reelgraph.catalog.collation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads what the stored sort keys were made with. */
@SqlRepository
interface CollationRepository extends GenericRepository<MediaItem, Long> {

    /** What stored keys were made with. */
    @Introspected
    record Made(String language, String version) {
    }

    /** {@return what the keys were made with; nothing where they have yet to be made} */
    @Query("SELECT language, version FROM collation")
    Optional<Made> made();
}
