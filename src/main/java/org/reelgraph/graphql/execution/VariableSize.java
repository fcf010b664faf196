package org.reelgraph.graphql.execution;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures variables, so that the memory of whatever keeps them is bounded. */
final class VariableSize {

    private static final int OF_A_VALUE = 8;

    private VariableSize() {
    }

    /** {@return whether the variables have at most this many characters} */
    static boolean isAtMost(Map<String, Object> variables, int most) {
        return left(variables, most) >= 0;
    }

    /** {@return how many characters of this many a value leaves; negative if it takes more} */
    private static int left(@Nullable Object value, int most) {
        var left = most - OF_A_VALUE;
        switch (value) {
            case String text -> left -= text.length();
            case Map<?, ?> object -> {
                for (var member : object.entrySet()) {
                    left = left < 0 ? left : left(member.getValue(), left(member.getKey(), left));
                }
            }
            case Collection<?> list -> {
                for (var item : list) {
                    left = left < 0 ? left : left(item, left);
                }
            }
            case Number number -> left -= number.toString().length();
            case null, default -> {
                // a truth value
            }
        }
        return left;
    }
}
