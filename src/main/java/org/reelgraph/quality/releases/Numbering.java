package org.reelgraph.quality.releases;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a series a name means, and the words that say so.
 *
 * @param from         the first word
 * @param to           the word after the last one
 * @param absolute     numbers that count through all seasons
 * @param wholeSeasons whether it is about whole seasons
 * @param version      1, or more if the number says that it was made anew, as in {@code 12v2}
 */
record Numbering(int from, int to, List<Integer> seasons, List<Integer> episodes, List<Integer> absolute,
        @Nullable LocalDate airDate, boolean wholeSeasons, int version) {

    static Numbering ofEpisodes(int from, int to, List<Integer> seasons, List<Integer> episodes, int version) {
        return new Numbering(from, to, List.copyOf(seasons), List.copyOf(episodes), List.of(), null, false, version);
    }

    static Numbering ofSeasons(int from, int to, List<Integer> seasons) {
        return new Numbering(from, to, List.copyOf(seasons), List.of(), List.of(), null, true, 1);
    }

    static Numbering ofDay(int from, int to, LocalDate day) {
        return new Numbering(from, to, List.of(), List.of(), List.of(), day, false, 1);
    }

    static Numbering ofAbsolute(int from, int to, List<Integer> numbers, int version) {
        return new Numbering(from, to, List.of(), List.of(), List.copyOf(numbers), null, false, version);
    }
}
