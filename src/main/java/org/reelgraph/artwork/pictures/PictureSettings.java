package org.reelgraph.artwork.pictures;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.nio.file.Path;
import org.reelgraph.settings.declaration.Setting;

/** Where pictures are kept, and how large they may be. */
@Introspected
@ConfigurationProperties("reelgraph.artwork")
public record PictureSettings(
        @Setting(description = "The folder of pictures. Servers that share a database have to share this folder, too.",
                defaultValue = "${reelgraph.data-dir}/artwork", values = "a folder") Path folder,
        @Setting(description = "Megabytes that a picture may have.", defaultValue = "20",
                storable = true) int megabytes,
        @Setting(
                description = "Million pixels that a picture may have. Larger ones are refused before they are decoded.",
                defaultValue = "50", storable = true) int megapixels,
        @Setting(
                description = "Megabytes of scaled pictures that are kept; what wasn't asked for the longest goes first.",
                defaultValue = "1000", storable = true) int cacheMegabytes) {

    private static final long MILLION = 1_000_000;
    private static final int MOST_MEGABYTES = 1_000;
    private static final int MOST_MEGAPIXELS = 500;

    /** Checks the limits. */
    public PictureSettings {
        if (megabytes < 1 || megabytes > MOST_MEGABYTES || megapixels < 1 || megapixels > MOST_MEGAPIXELS
                || cacheMegabytes < 1) {
            throw new ConfigurationException("REELGRAPH_ARTWORK_MEGABYTES has to be from 1 to " + MOST_MEGABYTES
                    + ", REELGRAPH_ARTWORK_MEGAPIXELS from 1 to " + MOST_MEGAPIXELS
                    + ", and REELGRAPH_ARTWORK_CACHE_MEGABYTES at least 1.");
        }
    }

    /** {@return how many bytes a picture may have} */
    public long mostBytes() {
        return megabytes * MILLION;
    }

    /** {@return how many pixels a picture may have} */
    long mostPixels() {
        return megapixels * MILLION;
    }

    /** {@return how many bytes scaled pictures may have together} */
    long mostCached() {
        return cacheMegabytes * MILLION;
    }
}
