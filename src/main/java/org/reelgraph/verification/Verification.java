package org.reelgraph.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Severity;
import org.reelgraph.verification.checks.Unchecked;

/**
 * What the last verification of an item found.
 *
 * @param mediaId   the item; null if it isn't in the library
 * @param sourceKey the item's id in MediaOS, if the result came from there
 * @param title     the item's title then
 * @param severity  the rank of the gravest issue, or {@link Severity#NONE}
 * @param file      the file that was looked at
 * @param jobId     the job, which may be gone
 * @param unchecked the checks of the phase that weren't done
 */
@GeneratedBuilder
public record Verification(long id, @Nullable Long mediaId, MediaKind mediaKind, @Nullable String sourceKey,
        String title, Phase phase, int severity, Instant checkedAt, @Nullable String file, @Nullable Long jobId,
        List<Issue> issues, List<Unchecked> unchecked) {

    /** The prefix of global ids. */
    public static final String PREFIX = "verification";

    /** {@return the gravest severity; empty if nothing is wrong} */
    Optional<Severity> topSeverity() {
        return Severity.ofRank(severity);
    }
}
