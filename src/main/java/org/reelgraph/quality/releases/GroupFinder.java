package org.reelgraph.quality.releases;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.quality.releases.Tag.Place;

/** Finds who made a release: the last word after a dash, or what one of the last brackets holds. */
final class GroupFinder {

    /**
     * A group.
     *
     * @param from its first word
     */
    record Found(String name, int from) {
    }

    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{8}");
    private static final int CHECKSUM_LENGTH = 8;
    private static final int LONGEST = 40;
    private static final int TAGS_BESIDE = 2;

    private final Name name;
    private final Map<Integer, Place> tags;
    private final int described;

    /**
     * @param tags      the tags by the words that belong to them
     * @param described the first word after what describes the release at least: its title and one thing more
     */
    GroupFinder(Name name, Map<Integer, Place> tags, int described) {
        this.name = name;
        this.tags = tags;
        this.described = described;
    }

    Optional<Found> find() {
        var end = name.size();
        Optional<Found> bracketed = Optional.empty();
        while (end > described && name.get(end - 1).depth() > 0 && name.closesAfter(end - 1)) {
            var start = end - 1;
            while (start > described && !name.opensBefore(start)) {
                start--;
            }
            if (bracketed.isEmpty() && name.opensBefore(start)) {
                bracketed = inBracket(start, end);
            }
            end = start;
        }
        var inBrackets = bracketed;
        var isSample = end - 1 > described && name.get(end - 1).lower().equals("sample");
        return afterDash(isSample ? end - 2 : end - 1).or(() -> inBrackets);
    }

    // All of [YTS.MX], or what ends a list of tags, as in (1080p WEB x265 Someone).
    private Optional<Found> inBracket(int start, int end) {
        var known = 0;
        for (var i = start; i < end; i++) {
            known += tags.containsKey(i) ? 1 : 0;
        }
        var last = name.get(end - 1);
        if (known == 0) {
            return isOnlyNumber(start, end) ? Optional.empty() : found(start, end);
        }
        return known >= TAGS_BESIDE && !tags.containsKey(end - 1) && !last.isNumber(1, LONGEST)
                ? found(end - 1, end)
                : Optional.empty();
    }

    private boolean isOnlyNumber(int start, int end) {
        var only = name.get(start).lower();
        return end - start == 1 && (name.get(start).isNumber(1, LONGEST)
                || only.length() == CHECKSUM_LENGTH && CHECKSUM.matcher(only).matches());
    }

    private Optional<Found> afterDash(int last) {
        if (last < described || name.get(last).depth() > 0 || !name.get(last).gap().equals("-")
                || name.get(last).isNumber(1, LONGEST) || isPartOfTag(last)) {
            return Optional.empty();
        }
        var isSplit = last - 1 > described && name.get(last - 1).lower().length() == 1
                && name.get(last - 1).gap().equals("-") && !tags.containsKey(last - 1);
        return found(isSplit ? last - 1 : last, last + 1);
    }

    // A group may be called like a word that isn't sure.
    private boolean isPartOfTag(int at) {
        var place = tags.get(at);
        return place != null && (place.tag().sure() || place.tag().words() > 1);
    }

    private Optional<Found> found(int start, int end) {
        var text = name.between(start, end);
        return text.length() > LONGEST ? Optional.empty() : Optional.of(new Found(text, start));
    }
}
