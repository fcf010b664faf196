package org.reelgraph.verification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Finds what is wrong with thresholds, whoever sets them. */
public final class ThresholdRules {

    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_BITRATES = 20;
    private static final int MOST_HEIGHT = 10_000;
    private static final int MOST_KILOBITS = 1_000_000;
    private static final int MOST_CONTAINERS = 50;
    private static final Pattern CONTAINER = Pattern.compile("[\\p{Alnum}_.-]{1,20}");

    private ThresholdRules() {
    }

    /** {@return what is wrong with a duration, at this place} */
    public static List<UserError> duration(long seconds, String... path) {
        return number("The duration", seconds, 0, MOST_SECONDS, List.of(path));
    }

    /** {@return what is wrong with the least bitrates, at the places that their heights have} */
    public static List<UserError> bitrates(List<Map.Entry<Long, Long>> kilobitsByHeight, List<List<String>> places,
            String... path) {
        if (kilobitsByHeight.size() > MOST_BITRATES) {
            return List.of(UserError.of(UserErrorCode.TOO_MANY).at(path)
                    .saying("There can be at most " + MOST_BITRATES + " heights."));
        }
        var errors = new ArrayList<UserError>();
        var heights = new HashSet<Long>();
        for (var i = 0; i < kilobitsByHeight.size(); i++) {
            var one = kilobitsByHeight.get(i);
            errors.addAll(number("A height", one.getKey(), 1, MOST_HEIGHT, places.get(i)));
            errors.addAll(number("A bitrate", one.getValue(), 0, MOST_KILOBITS, places.get(i)));
            if (!heights.add(one.getKey())) {
                errors.add(UserError.of(UserErrorCode.DUPLICATE).at(places.get(i))
                        .saying("The height " + one.getKey() + " is there twice."));
            }
        }
        return errors;
    }

    /** {@return what is wrong with the names of containers, at this place} */
    public static List<UserError> containers(List<String> names, String... path) {
        if (names.size() > MOST_CONTAINERS) {
            return List.of(UserError.of(UserErrorCode.TOO_MANY).at(path)
                    .saying("There can be at most " + MOST_CONTAINERS + " containers."));
        }
        return IntStream.range(0, names.size()).filter(index -> !CONTAINER.matcher(names.get(index)).matches())
                .mapToObj(index -> UserError.of(UserErrorCode.INVALID).at(String.valueOf(index))
                        .saying("A container has 1 to 20 letters or digits, as in mkv.").below(path))
                .toList();
    }

    private static List<UserError> number(String what, long number, long least, long most, List<String> path) {
        return number >= least && number <= most
                ? List.of()
                : List.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path)
                        .saying("%s has to be from %d to %d, not %d.".formatted(what, least, most, number)));
    }
}
