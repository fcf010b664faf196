package org.reelgraph.catalog.collation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads which rules the stored sort keys follow. */
@SqlRepository
interface CollationRepository extends GenericRepository<MediaItem, Long> {

    /** The rules of the stored keys. */
    @Introspected
    record Made(String language, String version) {
    }

    /** {@return the rules of the stored keys; empty if there are no keys yet} */
    @Query("SELECT language, version FROM \"collation\"")
    Optional<Made> made();
}
