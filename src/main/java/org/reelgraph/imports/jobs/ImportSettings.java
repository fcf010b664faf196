package org.reelgraph.imports.jobs;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.ZoneId;

/**
 * What imports are set to.
 *
 * @param importZone the zone of instants in files that are written without an offset ({@code REELGRAPH_IMPORT_ZONE})
 */
@ConfigurationProperties("reelgraph")
record ImportSettings(ZoneId importZone) {
}
