package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.ReadTransactions;

/**
 * The words of titles and names, in memory: what looks like a word that is mistyped. Words that are in no title any
 * more stay, so that what is found here has yet to be found in the index.
 */
@Singleton
class Vocabulary {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 60;
    // Shorter ones look like too many others.
    private static final int SHORTEST_MISTYPED = 3;
    // From so many letters on, two may be wrong.
    private static final int LONG = 6;
    // From so many letters on, what was typed may be the beginning of a word, with one typo.
    private static final int LONG_BEGINNING = 4;
    private static final int MAX = 50;
    private static final int TYPO = 2;

    /**
     * What may be meant by a word.
     *
     * @param words      one, or two that were typed as one
     * @param distance   how far it is from what was typed: 2 for each letter that is missing, too many, wrong, or in
     *                   its neighbour's place, and 1 where it goes on
     * @param unfinished whether it is one word, which may go on
     */
    record Candidate(List<String> words, int distance, boolean unfinished) {

        /** {@return whether these words have it} */
        boolean isAmong(Set<String> others) {
            return unfinished
                    ? others.stream().anyMatch(other -> other.startsWith(words.getFirst()))
                    : others.containsAll(words);
        }
    }

    /**
     * The words that are known.
     *
     * @param letters of each the set of its letters, as bits, by which most words are told apart without looking at
     *                them
     * @param firsts  of each its first letter
     * @param last    the place of the last that was added
     */
    private record Words(String[] all, long[] letters, String firsts, Set<String> known, long last) {

        private static final Words NONE = new Words(new String[0], new long[0], "", Set.of(), 0);

        private Words and(List<SearchReader.Word> added) {
            var words = Stream
                    .concat(Arrays.stream(all),
                            added.stream().map(SearchReader.Word::word).filter(word -> !known.contains(word)))
                    .toArray(String[]::new);
            return new Words(words, Arrays.stream(words).mapToLong(Vocabulary::letters).toArray(),
                    Arrays.stream(words).map(word -> word.substring(0, 1)).collect(Collectors.joining()),
                    Set.copyOf(Arrays.asList(words)),
                    added.stream().mapToLong(SearchReader.Word::id).max().orElse(last));
        }
    }

    private final SearchReader reader;
    private final ReadTransactions reads;
    private volatile Words latest = Words.NONE;

    Vocabulary(SearchReader reader, ReadTransactions reads) {
        this.reader = reader;
        this.reads = reads;
    }

    /**
     * {@return whether the word is one that has a spelling: not a number alone, and neither very short nor very long}
     */
    static boolean isSpelled(String word) {
        return word.length() >= SHORTEST && word.length() <= LONGEST && word.codePoints().anyMatch(Character::isLetter);
    }

    /** Makes known what was added by now. */
    synchronized void bringUpToDate() {
        var added = reads.uncounted(() -> reader.wordsAfter(latest.last()));
        if (!added.isEmpty()) {
            latest = latest.and(added);
        }
    }

    /**
     * {@return what may be meant by a word, itself included, the nearest first}
     *
     * @param unfinished whether it may be the beginning of one
     */
    List<Candidate> near(String word, boolean unfinished) {
        var itself = new Candidate(List.of(word), 0, unfinished && !SearchText.isSign(word));
        if (!isSpelled(word) || word.length() < SHORTEST_MISTYPED) {
            return List.of(itself);
        }
        var words = latest;
        return Stream.concat(Stream.of(itself), Stream.concat(split(words, word), alike(words, word, unfinished))
                .sorted(Comparator.comparing(Candidate::distance).thenComparing(each -> each.words().toString())))
                .limit(MAX).toList();
    }

    private static Stream<Candidate> split(Words words, String word) {
        return IntStream.rangeClosed(SHORTEST, word.length() - SHORTEST)
                .mapToObj(at -> List.of(word.substring(0, at), word.substring(at)))
                .filter(words.known()::containsAll).map(both -> new Candidate(both, TYPO, false));
    }

    private static Stream<Candidate> alike(Words words, String word, boolean unfinished) {
        var most = word.length() < LONG ? 1 : 2;
        var letters = letters(word);
        var typos = new Typos(word, swapped(word), new LevenshteinDistance(most));
        // Who goes on typing has the first letter right, so that not all words need be looked at.
        var first = unfinished && word.length() >= LONG_BEGINNING ? word.charAt(0) : -1;
        return IntStream.range(0, words.all().length)
                .filter(i -> Long.bitCount(letters & ~words.letters()[i]) <= most
                        && (words.firsts().charAt(i) == first
                                || Long.bitCount(words.letters()[i] & ~letters) <= most))
                .mapToObj(i -> words.all()[i]).flatMap(other -> {
                    var whole = Math.abs(other.length() - word.length()) <= most ? typos.against(other) : -1;
                    var begun = other.charAt(0) == first && whole < 0 && typos.isOneInBeginningOf(other);
                    return Stream.of(whole * TYPO, begun ? TYPO + 1 : -1).filter(distance -> distance > 1)
                            .map(distance -> new Candidate(List.of(other), distance, false));
                });
    }

    private static Set<String> swapped(String word) {
        return IntStream.range(1, word.length()).mapToObj(at -> word.substring(0, at - 1) + word.charAt(at)
                + word.charAt(at - 1) + word.substring(at + 1)).filter(other -> !other.equals(word))
                .collect(Collectors.toSet());
    }

    /**
     * The typing errors between a word and others. That two neighbours are swapped is looked for here: the library's
     * distance that counts it as one (of version 1.15) takes equal letters beyond ASCII for different ones.
     */
    private record Typos(String word, Set<String> swapped, LevenshteinDistance distance) {

        private int against(String other) {
            return swapped.contains(other) ? 1 : distance.apply(word, other);
        }

        private boolean isOneInBeginningOf(String longer) {
            return longer.length() > word.length() && (swapped.stream().anyMatch(longer::startsWith)
                    || IntStream.rangeClosed(word.length() - 1, Math.min(word.length() + 1, longer.length()))
                            .anyMatch(length -> distance.apply(word, longer.substring(0, length)) == 1));
        }
    }

    private static long letters(String word) {
        return word.chars().mapToLong(letter -> 1L << letter).reduce(0, (one, other) -> one | other);
    }
}
