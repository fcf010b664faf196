package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with an item.
 *
 * @param kind    what, as in {@code short_duration}; issues that came from elsewhere have kinds of their own
 * @param message in words
 */
public record Issue(String kind, Severity severity, String message) {

    /** {@return the gravest severity; empty if there is no issue} */
    public static Optional<Severity> gravest(List<Issue> issues) {
        return issues.stream().map(Issue::severity).max(Severity::compareTo);
    }
}
