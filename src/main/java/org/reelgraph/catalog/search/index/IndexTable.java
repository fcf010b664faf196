package org.reelgraph.catalog.search.index;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of the index. Each kind of index has these, and each row the id of an entry. */
public enum IndexTable {
    /** Titles and names by words. */
    TITLES("search_titles"),
    /** All texts by words. */
    TEXTS("search_texts"),
    /** Titles and names by characters. */
    FRAGMENTS("search_fragments");

    private final String table;

    IndexTable(String table) {
        this.table = table;
    }

    /** {@return the names of all} */
    public static Set<String> names() {
        return Arrays.stream(values()).map(IndexTable::toString).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return its name in statements} */
    @Override
    public String toString() {
        return table;
    }
}
