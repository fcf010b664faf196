package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * The words of titles and names, in memory: what looks like a word that is mistyped. Words that are in no title any more stay, so that what is found here
 * has yet to be found in the index.
 */
@Singleton
class Vocabulary {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 30;
    // From so many letters on, two may be wrong.
    private static final int LONG = 6;
    private static final int MOST = 50;
    private static final int TYPO = 2;

    /**
     * What may be meant by a word.
     *
     * @param words      one, or two that were typed as one
     * @param distance   how far it is from what was typed: 2 for each letter that is missing, too many, wrong, or in its neighbour's place, and 1 where
     *                   it goes on
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

    private final SearchRepository repository;
    // With each word the set of its letters, as bits, by which most words are told apart without looking at their order.
    private final Map<String, Long> lettersByWord = new ConcurrentHashMap<>();
    private long last;

    Vocabulary(SearchRepository repository) {
        this.repository = repository;
    }

    /** {@return whether the word is one that has a spelling: of letters, neither very short nor very long} */
    static boolean isSpelled(String word) {
        return word.length() >= SHORTEST && word.length() <= LONGEST
                && word.codePoints().allMatch(Character::isLetter);
    }

    /**
     * {@return what may be meant by a word, itself included, the nearest first}
     *
     * @param unfinished whether it may be the beginning of one
     */
    List<Candidate> near(String word, boolean unfinished) {
        var itself = new Candidate(List.of(word), 0, unfinished);
        if (!isSpelled(word)) {
            return List.of(itself);
        }
        bringUpToDate();
        return Stream.concat(Stream.of(itself), Stream.concat(split(word), alike(word, unfinished))
                .sorted(Comparator.comparing(Candidate::distance).thenComparing(each -> each.words().toString())))
                .limit(MOST).toList();
    }

    private synchronized void bringUpToDate() {
        for (var added : repository.wordsAfter(last)) {
            lettersByWord.put(added.word(), letters(added.word()));
            last = Math.max(last, added.id());
        }
    }

    private Stream<Candidate> split(String word) {
        return IntStream.rangeClosed(SHORTEST, word.length() - SHORTEST)
                .mapToObj(at -> List.of(word.substring(0, at), word.substring(at)))
                .filter(lettersByWord.keySet()::containsAll).map(words -> new Candidate(words, TYPO, false));
    }

    private Stream<Candidate> alike(String word, boolean unfinished) {
        var most = word.length() < LONG ? 1 : 2;
        var letters = letters(word);
        var typos = new DamerauLevenshteinDistance(most);
        return lettersByWord.entrySet().stream()
                .filter(known -> Long.bitCount(letters & ~known.getValue()) <= most)
                .flatMap(known -> {
                    var other = known.getKey();
                    var isNoLonger = Long.bitCount(known.getValue() & ~letters) <= most;
                    return Stream.of(isNoLonger ? typos.apply(word, other) * TYPO : -1,
                            unfinished ? ofBeginning(word, other, typos) * TYPO + 1 : -1)
                            .filter(distance -> distance > 1).limit(1)
                            .map(distance -> new Candidate(List.of(other), distance, false));
                });
    }

    // Who goes on typing has the first letter right, so that not all words need be looked at.
    private static int ofBeginning(String word, String longer, DamerauLevenshteinDistance typos) {
        return longer.length() < word.length() || longer.charAt(0) != word.charAt(0)
                ? -1
                : IntStream.rangeClosed(word.length() - 1, Math.min(word.length() + 1, longer.length()))
                        .map(length -> typos.apply(word, longer.substring(0, length)))
                        .filter(number -> number > 0).min().orElse(-1);
    }

    private static long letters(String word) {
        return word.chars().mapToLong(letter -> 1L << letter).reduce(0, (one, other) -> one | other);
    }
}
