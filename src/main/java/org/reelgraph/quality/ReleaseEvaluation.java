package org.reelgraph.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.quality.releases.Release;

/**
 * What a profile makes of a release.
 *
 * @param quality     one of the profile's, or what the name says; null if it doesn't tell
 * @param meetsCutoff whether nothing better is needed
 * @param rejections  every reason why it isn't accepted
 */
public record ReleaseEvaluation(Release release, QualityProfile profile, @Nullable String quality, int score,
        boolean meetsCutoff, List<Rejection> rejections) {

    /** {@return whether there is no reason against it} */
    public boolean accepted() {
        return rejections.isEmpty();
    }
}
