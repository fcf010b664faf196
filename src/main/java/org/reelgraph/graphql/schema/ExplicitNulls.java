package org.reelgraph.graphql.schema;

import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Refuses null where a mutation keeps what is omitted: somebody may mean that the value is removed. */
public final class ExplicitNulls {

    private ExplicitNulls() {
    }

    /**
     * {@return an error for each field that is null}
     *
     * @param fields the fields of {@code input} that can't be null, by their names
     */
    public static List<UserError> errors(Map<String, ArgumentValue<?>> fields) {
        return UserError.allBelow("input", ofFields(fields));
    }

    /**
     * {@return an error for each field that is null, at its name}
     *
     * @param fields the fields of any input object that can't be null, by their names
     */
    public static List<UserError> ofFields(Map<String, ArgumentValue<?>> fields) {
        return fields.entrySet().stream().filter(field -> field.getValue().isNull()).map(Map.Entry::getKey).sorted()
                .map(name -> UserError.of(UserErrorCode.REQUIRED).at(name)
                        .saying("This can't be null. Leave it out to keep it as it is."))
                .toList();
    }
}
