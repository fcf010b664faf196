package org.reelgraph.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.graphql.schema.OfItem;

/** What every read gives of an episode. {@code seasonNumber} repeats its season's number. */
public sealed interface EpisodeCard extends OfItem permits Episode, EpisodeCard.Brief {

    /** An episode of which nothing else was read. */
    record Brief(long id, long seriesId, long seasonId, int seasonNumber, @Nullable Integer number,
            @Nullable Utf8Text title, @Nullable Utf8Text summary, @Nullable LocalDate airedOn,
            @Nullable Integer durationSeconds, @Nullable Double rating) implements EpisodeCard {
    }

    long id();

    long seriesId();

    @Override
    default long itemId() {
        return seriesId();
    }

    long seasonId();

    int seasonNumber();

    /** {@return the number in the season; null where it has none, as of a daily show} */
    @Nullable
    Integer number();

    /** {@return the source's title} */
    @Nullable
    CharSequence title();

    @Nullable
    CharSequence summary();

    @Nullable
    LocalDate airedOn();

    @Nullable
    Integer durationSeconds();

    /** {@return the audience's rating, 0 to 10} */
    @Nullable
    Double rating();

    /**
     * {@return season and episode as fans write them: S01E01, with more digits where they are needed; without a number
     * the day, 2023-10-11, or without that too S01E?}
     */
    default String code() {
        var number = number();
        var airedOn = airedOn();
        return number == null && airedOn != null
                ? airedOn.toString()
                : "S" + twoDigits(seasonNumber()) + "E" + (number == null ? "?" : twoDigits(number));
    }

    /** {@return the source's title, or else the code} */
    default CharSequence displayTitle() {
        var title = title();
        return title == null ? code() : title;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
