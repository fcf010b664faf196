package org.reelgraph.frontpage;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;

/** How a row is to be arranged: what is omitted stays. */
@Introspected
record HomeRowInput(String kind, ArgumentValue<Boolean> enabled, ArgumentValue<Integer> size,
        ArgumentValue<String> title) {

    /** {@return the place of a field of a row} */
    static List<String> path(int row, String field) {
        return List.of("input", "rows", String.valueOf(row), field);
    }

    /** {@return what is null and can't be} */
    Stream<UserError> nulls(int row) {
        return ExplicitNulls.ofFields(Map.of("enabled", enabled, "size", size)).stream()
                .map(error -> error.below("input", "rows", String.valueOf(row)));
    }

    /** {@return the row with what is given in the place of its own} */
    HomeRowSettings in(HomeRowSettings row) {
        return new HomeRowSettings(kind, enabled.value().orElse(row.enabled()), size.value().orElse(row.size()),
                title.given() ? title.map(String::strip).orElse(null) : row.title());
    }
}
