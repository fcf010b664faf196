package org.reelgraph.quality;

/**
 * A quality of a profile.
 *
 * @param quality   its name, such as {@code 1080p}
 * @param allowed   whether releases of it are accepted
 * @param preferred whether they are better than any that are not preferred
 */
public record RankedQuality(String quality, boolean allowed, boolean preferred) {

    /** {@return whether a name is that of this quality} */
    boolean isNamed(String name) {
        return quality.equalsIgnoreCase(name);
    }
}
