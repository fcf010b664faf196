package org.reelgraph.connections.downloaders;

import java.util.Optional;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What somebody decides about a downloader.
 *
 * @param baseUrl     normalized
 * @param credentials in clear; empty to keep those that are stored
 */
@GeneratedBuilder
public record DownloaderDraft(String name, String kind, boolean enabled, Optional<String> baseUrl,
        Optional<String> userName, Optional<Credentials> credentials, Optional<String> category, int timeoutMillis) {

    /** How long an answer may take by default, in milliseconds. */
    public static final int USUAL_TIMEOUT = 5_000;

    /** {@return the draft without its secrets} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl.orElse("no address") + ")";
    }
}
