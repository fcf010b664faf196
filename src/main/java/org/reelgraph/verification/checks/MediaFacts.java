package org.reelgraph.verification.checks;

import java.util.Optional;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What is known of an item's picture and sound. Nothing is made up: what isn't known is empty.
 *
 * @param container   as in {@code mkv}
 * @param seconds     how long it is
 * @param kilobits    how many thousand bits a second has
 * @param aspectRatio the width by the height, as it is shown
 * @param width       in pixels
 * @param height      in pixels
 */
@GeneratedBuilder
public record MediaFacts(Optional<String> container, Optional<Double> seconds, Optional<Integer> kilobits,
        Optional<Double> aspectRatio, Optional<Integer> width, Optional<Integer> height) {

    /** Nothing is known. */
    public static final MediaFacts NONE = new MediaFacts(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    // A picture of this shape fills a frame of its class.
    private static final double WIDE = 16.0 / 9;

    /** {@return what is known here or, where nothing is, there} A picture is taken from one of both. */
    public MediaFacts or(MediaFacts other) {
        var picture = height.isPresent() || aspectRatio.isPresent() ? this : other;
        return new MediaFacts(container.or(other::container), seconds.or(other::seconds), kilobits.or(other::kilobits),
                picture.aspectRatio, picture.width, picture.height);
    }

    /**
     * {@return how high a frame is that the picture fills} A film in 2.39:1 has 800 lines and is 1080p all the same, as its
     * width tells.
     */
    public Optional<Integer> frameHeight() {
        return height.map(lines -> Math.max(lines, (int) Math.round(width.orElse(0) / WIDE)));
    }
}
