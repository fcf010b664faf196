package org.reelgraph.catalog.collation;

import org.reelgraph.catalog.SortKeys;

/**
 * Titles beside those of the catalogue that are stored with keys to sort and compare by. Every bean of this type is asked,
 * also before there are {@link SortKeys} for others, on the writer's connection.
 */
public interface KeyedTitles {

    /** Makes all keys anew, in the transaction that there is; {@return how many titles there are} */
    int renew(SortKeys keys);

    /** {@return how many titles have other keys than these rules give} */
    long faults(SortKeys keys);
}
