package org.reelgraph.catalog;

import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.graphql.schema.OfItem;

/** What every read gives of a season. */
public sealed interface SeasonCard extends OfItem permits Season, SeasonCard.Brief {

    /** A season of which nothing else was read. */
    record Brief(long id, long seriesId, int number, @Nullable Utf8Text title) implements SeasonCard {
    }

    long id();

    long seriesId();

    @Override
    default long itemId() {
        return seriesId();
    }

    /** {@return the number in the series; 0 holds the specials} */
    int number();

    /** {@return the source's title} */
    @Nullable
    CharSequence title();

    /** {@return the source's title, or else its number: Season 1, Specials} */
    default CharSequence displayTitle() {
        var title = title();
        return title != null ? title : number() == 0 ? "Specials" : "Season " + number();
    }
}
