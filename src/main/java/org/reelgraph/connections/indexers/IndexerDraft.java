package org.reelgraph.connections.indexers;

import java.util.Optional;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What somebody decides about an indexer.
 *
 * @param managedBy the kind of the indexer through which it is asked; empty if it is asked itself
 * @param baseUrl   normalized
 * @param apiKey    in clear; empty for none
 */
@GeneratedBuilder
public record IndexerDraft(String name, String kind, Optional<String> managedBy, boolean enabled,
        Optional<String> baseUrl, Optional<String> apiKey, int priority) {

    /** The priority by default. */
    public static final int USUAL_PRIORITY = 25;

    /** {@return the draft without its key} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl.orElse("no address") + ")";
    }
}
