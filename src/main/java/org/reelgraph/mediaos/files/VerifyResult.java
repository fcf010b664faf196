package org.reelgraph.mediaos.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reelgraph.verification.VerificationStore.ItemKey;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Severity;

/**
 * What an entry of {@code verify-results.json} means.
 *
 * @param checkedAt   to the millisecond
 * @param topSeverity as the file says; the gravest of the issues if it doesn't
 */
public record VerifyResult(ItemKey item, String title, Phase phase, Instant checkedAt, Optional<Severity> topSeverity,
        List<Issue> issues) {
}
