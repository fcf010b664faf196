package org.reelgraph.graphql.execution;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures variables, so that the memory of whatever keeps them is bounded. */
final class VariableSize {

    // Characters.
    private static final int MOST = 500;
    private static final int OF_A_VALUE = 8;

    private VariableSize() {
    }

    /** {@return whether the variables are small beside an answer, so that they may be kept as a part of a key} */
    static boolean isSmall(Map<String, Object> variables) {
        return left(variables, MOST) >= 0;
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
