package org.reelgraph.quality.releases;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.quality.releases.GroupFinder.Found;
import org.reelgraph.quality.releases.Tag.Place;

/**
 * One name, read step by step: the words that describe it, then where its title ends, and then who made it.
 *
 * Words such as "French" describe a release, or belong to a title. So only those that nothing can be taken for, such as
 * "x264", count anywhere; others count where the title has ended, and in the name of an episode only if they lead without a
 * gap to one that is sure.
 */
final class Parse {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    private static final Tag SAMPLE = new Tag(Tag.Kind.SAMPLE, "SAMPLE", true, 1);

    private final Name name;
    private final Leader leader;
    private final int first;
    private final Map<Integer, Place> tags = new HashMap<>();
    private final TreeMap<Integer, Place> tagsByEnd = new TreeMap<>();
    private Optional<Numbering> numbering = Optional.empty();
    private Optional<Integer> firstSure = Optional.empty();
    private boolean hasOtherSource;

    Parse(Name name, Vocabulary vocabulary) {
        this.name = name;
        leader = Leader.of(name);
        first = leader.end();
        findTags(vocabulary);
        if (numbering.isEmpty() && leader.group().isPresent()) {
            numbering = new AbsoluteNumbers(name).find(first).filter(found -> !tags.containsKey(found.from()));
        }
    }

    private void findTags(Vocabulary vocabulary) {
        var numberings = new Numberings(name, leader.group().isPresent());
        for (var i = first; i < name.size();) {
            var found = numbering.isEmpty() ? numberings.at(i) : Optional.<Numbering>empty();
            var tag = found.isEmpty() ? vocabulary.at(name, i) : Optional.<Tag>empty();
            if (found.isPresent()) {
                numbering = found;
            } else if (tag.isPresent()) {
                add(new Place(i, tag.get()));
            }
            i = found.map(Numbering::to).orElse(i + tag.map(Tag::words).orElse(1));
        }
    }

    private void add(Place place) {
        IntStream.range(place.from(), place.end()).forEach(word -> tags.put(word, place));
        tagsByEnd.put(place.end(), place);
        hasOtherSource |= place.tag().kind() == Tag.Kind.SOURCE && place.end() < name.size();
        if (place.tag().sure() && firstSure.isEmpty()) {
            firstSure = Optional.of(place.from());
        }
    }

    Release release() {
        var year = year();
        var titleEnd = titleEnd(year);
        var group = leader.group().map(text -> new Found(text, name.size()))
                .or(() -> new GroupFinder(name, tags, described(year, titleEnd)).find());
        var draft = new Draft();
        var tail = group.map(Found::from).orElse(name.size());
        var from = numbering.isPresent() ? startOfTags(tail) : titleEnd;
        if (leader.sample()) {
            draft.add(SAMPLE);
        }
        tagsByEnd.values().stream().filter(place -> place.from() != tail)
                .filter(place -> place.tag().sure() || place.from() >= from && !isOfFile(place))
                .forEach(place -> draft.add(place.tag()));
        numbering.ifPresent(found -> draft.atLeast(found.version()));
        var words = name.tokens().stream().map(Token::lower).collect(Collectors.toUnmodifiableSet());
        var isUntitled = titleEnd == first + 1 && firstSure.filter(at -> at == first).isPresent();
        var title = isUntitled ? "" : TitleText.of(name, first, titleEnd);
        return draft.finished(title.isEmpty() ? null : title, year.map(at -> name.get(at).number()).orElse(null),
                numbering, group.map(Found::name).orElse(null), words);
    }

    // A name that ends with .ts is that of a file, if something else is its source.
    private boolean isOfFile(Place place) {
        return place.end() == name.size() && name.get(place.from()).lower().equals("ts")
                && name.get(place.from()).gap().equals(".") && hasOtherSource;
    }

    /** {@return the word that is the year; in brackets, it may be anywhere} */
    private Optional<Integer> year() {
        var end = numbering.map(Numbering::from).or(() -> firstSure).orElse(name.size());
        Optional<Integer> last = Optional.empty();
        for (var i = first + 1; i < name.size(); i++) {
            if (!isYear(i)) {
                continue;
            }
            if (name.opensBefore(i) && name.closesAfter(i)) {
                return Optional.of(i);
            }
            // Between a title and a number, it stands right before the number.
            if (i < end && (numbering.isEmpty() || i == end - 1)) {
                last = Optional.of(i);
            }
        }
        return last;
    }

    private boolean isYear(int at) {
        var token = name.get(at);
        var isNumbered = numbering.filter(found -> at >= found.from() && at < found.to()).isPresent();
        return !isNumbered && token.isNumber(4, 4) && token.number() >= FIRST_YEAR && token.number() <= LAST_YEAR;
    }

    private int titleEnd(Optional<Integer> year) {
        var end = IntStream.of(numbering.map(Numbering::from).orElse(name.size()), year.orElse(name.size()),
                firstSure.filter(at -> at > first).orElse(name.size())).min().getAsInt();
        var isTagged = numbering.filter(found -> found.from() == end).isEmpty()
                && year.filter(at -> at == end).isEmpty();
        return isTagged ? Math.max(startOfRun(end), Math.min(end, first + 1)) : end;
    }

    /** {@return the first word after a title and whatever comes first of year, number and tags} */
    private int described(Optional<Integer> year, int titleEnd) {
        return numbering.filter(found -> found.from() == titleEnd).map(Numbering::to)
                .or(() -> year.filter(at -> at == titleEnd).map(at -> at + 1))
                .or(() -> Optional.ofNullable(tags.get(titleEnd)).map(Place::end)).orElse(name.size());
    }

    // After the name of an episode.
    private int startOfTags(int tail) {
        var numbered = numbering.map(Numbering::to).orElse(0);
        var sure = tagsByEnd.values().stream().filter(place -> place.tag().sure() && place.from() >= numbered)
                .map(Place::from).findFirst();
        return Math.max(startOfRun(sure.orElse(tail)), numbered);
    }

    /** {@return where the tags begin that lead to a word without a gap} */
    private int startOfRun(int end) {
        var start = end;
        for (@Nullable
        Place place = tagsByEnd.get(start); place != null; place = tagsByEnd.get(start)) {
            start = place.from();
        }
        return start;
    }
}
