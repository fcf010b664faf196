package org.reelgraph.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Select;

/** Selects jobs: every condition that is given has to hold. */
public record JobFilter(Optional<List<String>> states, Optional<List<String>> kinds, Optional<String> ownerKind) {

    /** Selects all jobs. */
    public static final JobFilter ALL = of(null);

    /** {@return the filter that a client gives} */
    public static JobFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new JobFilter(texts(given.get("states")), texts(given.get("kinds")),
                Optional.ofNullable(given.get("ownerKind")).map(Object::toString));
    }

    private static Optional<List<String>> texts(@Nullable Object list) {
        return list == null ? Optional.empty() : Optional.of(((List<?>) list).stream().map(Object::toString).toList());
    }

    Select select() {
        return Select.from("jobs").whereGiven(states, any -> among("state", any))
                .whereGiven(kinds, any -> among("kind", any)).whereEqual("owner_kind", ownerKind);
    }

    private static Condition among(String column, List<String> values) {
        return Condition.oneOf(column, values.stream().distinct().toList());
    }
}
