package org.reelgraph.quality.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the numbers of anime, which count through all seasons: {@code [Group] Title - 12 (1080p)}. */
final class AbsoluteNumbers {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,4})(?:v([0-9]))?");
    private static final int LONGEST = 6;
    private static final int WIDEST_RANGE = 2000;
    private static final int FIRST_YEAR = 1900;

    private final Name name;

    AbsoluteNumbers(Name name) {
        this.name = name;
    }

    /** {@return the number that is set off by a dash, or else the last one before a bracket or the end} */
    Optional<Numbering> find(int first) {
        for (var i = first + 1; i < name.size(); i++) {
            if (name.get(i).isSetOff() && isNumber(i)) {
                return Optional.of(numbering(i));
            }
        }
        for (var i = name.size() - 1; i > first; i--) {
            if (name.get(i).depth() == 0) {
                return isNumber(i) && isNoYear(i) && name.get(i).isNext()
                        ? Optional.of(numbering(i))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isNumber(int at) {
        var word = name.get(at).lower();
        return word.length() <= LONGEST && NUMBER.matcher(word).matches();
    }

    private boolean isNoYear(int at) {
        var token = name.get(at);
        return token.isNumber(2, 4) && token.number() < FIRST_YEAR || !token.isNumber(1, 4);
    }

    private Numbering numbering(int at) {
        var match = NUMBER.matcher(name.get(at).lower());
        if (!match.matches()) {
            throw new IllegalArgumentException(name.get(at).lower());
        }
        var numbers = new ArrayList<>(List.of(Integer.parseInt(match.group(1))));
        var to = at + 1;
        if (to < name.size() && name.get(to).depth() == 0 && name.get(to).isNumber(1, 4)
                && name.get(to).gap().strip().matches("[-~]")) {
            var end = name.get(to).number();
            if (end > numbers.getFirst() && end - numbers.getFirst() <= WIDEST_RANGE) {
                IntStream.rangeClosed(numbers.getFirst() + 1, end).forEach(numbers::add);
                to++;
            }
        }
        var version = match.group(2) == null ? 1 : Math.max(1, Integer.parseInt(match.group(2)));
        return Numbering.ofAbsolute(at, to, numbers, version);
    }
}
