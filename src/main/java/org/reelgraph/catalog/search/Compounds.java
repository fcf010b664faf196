package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchUnit;
import org.reelgraph.catalog.search.query.SearchUnit.Words;

/**
 * Adds to a query what titles may write as one word where it has two, and as two words where it has one: {@code spider
 * man} and {@code spiderman}.
 */
@Singleton
class Compounds {

    private static final int MAX_UNITS = 8;
    private static final int LONGEST = 40;
    // Of what is typed so far, shorter beginnings are those of too many words.
    private static final int SHORTEST_BEGINNING = 5;
    // Single letters that are words by themselves, so that "alive" is not taken for "a live".
    private static final String WORDS_OF_ONE_LETTER = "aeioy";

    private final SearchReader reader;

    Compounds(SearchReader reader) {
        this.reader = reader;
    }

    /** {@return the query, with what may be meant by it too; it asks the database at most once} */
    SearchQuery addTo(SearchQuery query) {
        var units = query.wanted();
        if (units.size() > MAX_UNITS) {
            return query;
        }
        var words = new HashSet<String>();
        units.forEach(unit -> halves(unit).forEach(both -> words.addAll(both.words())));
        IntStream.range(1, units.size()).mapToObj(i -> joined(units, i)).forEach(words::add);
        words.remove("");
        if (words.isEmpty()) {
            return query;
        }
        var beginning = joined(units, units.size() - 1);
        var known = Set.copyOf(reader
                .known(words, beginning.length() < SHORTEST_BEGINNING ? "" : beginning));
        return known.isEmpty() ? query : query.with(withKnown(units, known));
    }

    private static List<SearchUnit> withKnown(List<SearchUnit> units, Set<String> known) {
        var found = new ArrayList<SearchUnit>();
        for (var i = 0; i < units.size(); i++) {
            if (known.contains(joined(units, i + 1))) {
                found.add(units.get(i).and(units.get(i + 1)).or(new Words(List.of(joined(units, i + 1)))));
                i++;
            } else {
                var unit = units.get(i);
                found.add(halves(unit).filter(both -> both.words().stream().allMatch(half -> isKnown(half, known)))
                        .reduce(unit, SearchUnit::or, (one, other) -> other));
            }
        }
        return found;
    }

    private static boolean isKnown(String half, Set<String> known) {
        return half.length() == 1 || half.chars().allMatch(Character::isDigit) || known.contains(half);
    }

    // A unit and the one before it as one word; empty where they are none.
    private static String joined(List<SearchUnit> units, int at) {
        if (at < 1 || at >= units.size() || !units.get(at - 1).isWord() || !units.get(at).isWord()) {
            return "";
        }
        var joined = units.get(at - 1).word() + units.get(at).word();
        return joined.length() > LONGEST ? "" : joined;
    }

    private static Stream<Words> halves(SearchUnit unit) {
        var word = unit.isWord() && unit.word().length() <= LONGEST ? unit.word() : "";
        return IntStream.range(1, word.length()).mapToObj(at -> List.of(word.substring(0, at), word.substring(at)))
                .filter(both -> both.stream().allMatch(Compounds::mayBeHalf)).map(Words::new);
    }

    private static boolean mayBeHalf(String half) {
        return half.length() > 1 || !WORDS_OF_ONE_LETTER.contains(half);
    }
}
