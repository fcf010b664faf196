package org.reelgraph.quality.releases;

import java.util.Optional;
import java.util.Set;

/**
 * What comes before the title: a group in brackets, as with anime, the address of a site, or "sample-".
 *
 * @param end    the first word of the title
 * @param sample whether it says that this is a sample
 */
record Leader(Optional<String> group, int end, boolean sample) {

    private static final Set<String> DOMAINS = Set.of("com", "org", "net", "to", "tv", "cc", "me", "re", "rs", "mx",
            "io");
    private static final Set<String> BRACKETS = Set.of("[", "【");
    private static final int MOST_WORDS = 6;

    static Leader of(Name name) {
        if (name.size() == 0) {
            return endingAt(0);
        }
        if (name.get(0).lower().equals("www")) {
            return endingAt(afterDash(name));
        }
        if (name.get(0).lower().equals("sample") && name.at(1).filter(Token::isJoined).isPresent()) {
            return new Leader(Optional.empty(), 1, true);
        }
        return BRACKETS.contains(name.get(0).gap().strip()) ? ofBracket(name) : endingAt(0);
    }

    private static Leader endingAt(int end) {
        return new Leader(Optional.empty(), end, false);
    }

    private static Leader ofBracket(Name name) {
        var end = 1;
        while (end < Math.min(name.size(), MOST_WORDS) && !name.closesAfter(end - 1)) {
            end++;
        }
        if (!name.closesAfter(end - 1) || end == name.size()) {
            return endingAt(0);
        }
        var isSite = name.get(0).lower().equals("www") || end > 1 && DOMAINS.contains(name.get(end - 1).lower())
                && name.get(end - 1).gap().equals(".");
        return new Leader(isSite ? Optional.empty() : Optional.of(name.between(0, end)), end, false);
    }

    private static int afterDash(Name name) {
        for (var i = 1; i < Math.min(name.size(), MOST_WORDS); i++) {
            if (name.get(i).isSetOff()) {
                return i;
            }
        }
        return 0;
    }
}
