package org.reelgraph.catalog.search.fts5;

import org.reelgraph.catalog.search.text.SearchType;

/**
 * The word for a type in the column {@code type}. It is one character, so that the index of beginnings has it once, and
 * of a private use area, so that it is no beginning of another word.
 */
final class TypeWord {

    private static final int PRIVATE_AREA = 0xE200;

    private TypeWord() {
    }

    /** {@return the word for a type; of an episode, whose place tells it, none} */
    static String of(SearchType type) {
        return type == SearchType.EPISODE ? "" : Character.toString(PRIVATE_AREA + type.name().charAt(0));
    }
}
