package org.reelgraph.verification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.HasMember;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.verification.checks.Severity;

/** Selects verifications: every condition that is given has to hold. */
record VerificationFilter(Optional<List<Integer>> severities, Optional<List<String>> kinds,
        Optional<List<String>> phases, Optional<Instant> checkedSince, Optional<String> issueKind) {

    /**
     * {@return the filter that a client gives}
     *
     * @throws RequestException if a moment is none
     */
    static VerificationFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new VerificationFilter(
                texts(given.get("severity")).map(names -> names.stream().map(VerificationFilter::rank).toList()),
                texts(given.get("kind")), texts(given.get("phase")),
                DateScalars.instant(given, "checkedSince"),
                Optional.ofNullable(given.get("issueKind")).map(Object::toString));
    }

    private static int rank(String name) {
        return Severity.valueOf(name).rank();
    }

    private static Optional<List<String>> texts(@Nullable Object list) {
        return list == null
                ? Optional.empty()
                : Optional.of(((List<?>) list).stream().map(Object::toString).distinct().toList());
    }

    Select select() {
        return Select.from("verifications").whereGiven(severities, any -> Condition.oneOf("severity", any))
                .whereGiven(kinds, any -> Condition.oneOf("media_kind", any))
                .whereGiven(phases, any -> Condition.oneOf("phase", any))
                .whereGiven(checkedSince,
                        moment -> new Comparison("checked_at", Operator.GREATER_OR_EQUAL, moment.toEpochMilli()))
                .whereGiven(issueKind, kind -> new HasMember("issues", "kind", kind));
    }
}
