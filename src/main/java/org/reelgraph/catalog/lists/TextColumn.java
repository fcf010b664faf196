package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.SearchText;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.JsonArray;

/**
 * A column of texts, compared in a way that an index of it serves.
 *
 * @param withoutCase whether it is compared without the case of A to Z, as it is declared
 * @param folding     what is done to a text that it is compared with
 */
record TextColumn(String name, boolean withoutCase, UnaryOperator<String> folding) {

    /** Titles by what people leave out when they look for them. */
    static final TextColumn TITLE = new TextColumn("folded_title", false, SortKeys::folded);
    /** People's names likewise. */
    static final TextColumn NAME = new TextColumn("folded_name", false, SortKeys::folded);
    /** Studios, but for case. */
    static final TextColumn STUDIO = new TextColumn("studio", true, UnaryOperator.identity());
    /** Content ratings, but for case. */
    static final TextColumn CONTENT_RATING = new TextColumn("content_rating", true, UnaryOperator.identity());

    private static final String IN_INDEX = "id IN (SELECT entity_id FROM search_entries WHERE id IN"
            + " (SELECT rowid FROM search_fragments WHERE search_fragments MATCH ? AND rowid < "
            + SearchText.FIRST_EPISODE + "))";
    private static final int LONGEST = 500;
    // What begins with a text comes before the text with the last of all characters after it.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /**
     * {@return what a TextFilter asks for}
     *
     * @throws RequestException where it asks for too much
     */
    Condition matching(Map<String, Object> filter) {
        return matching(filter, false);
    }

    /** {@return what a TextFilter asks for, by an index where there is one} */
    Condition matching(Map<String, Object> filter, boolean byIndex) {
        var all = new ArrayList<Condition>();
        filter.forEach((way, value) -> {
            if (value != null) {
                all.add(matching(way, value, byIndex));
            }
        });
        return Condition.all(all);
    }

    private Condition matching(String way, Object value, boolean byIndex) {
        if (value instanceof String text && text.length() > LONGEST) {
            throw RequestException.badInput("'" + way + "' takes at most " + LONGEST + " characters.");
        }
        if (value instanceof String text && !text.isEmpty() && folding.apply(text).isEmpty()) {
            return Condition.NEVER;
        }
        return switch (way) {
            case "equals" -> Condition.of(name + " = ?", folding.apply((String) value));
            case "in" -> Condition.of(name + " IN (SELECT value FROM json_each(?))", each((List<?>) value));
            case "startsWith" -> startingWith(folding.apply((String) value));
            case "contains" -> containing(folding.apply((String) value), byIndex);
            default -> throw new IllegalArgumentException("Schema and code don't agree on '" + way + "'.");
        };
    }

    private String each(List<?> texts) {
        return JsonArray
                .ofTexts(FilterReader.bounded("in", texts).stream().map(text -> folding.apply((String) text)).toList());
    }

    private Condition startingWith(String text) {
        return Condition.of(name + " >= ? AND " + name + " < ?", text, text + LAST);
    }

    private Condition containing(String text, boolean byIndex) {
        if (withoutCase) {
            return Condition.of("instr(lower(" + name + "), lower(?)) > 0", text);
        }
        return byIndex && !text.isEmpty()
                ? Condition.of(IN_INDEX, SearchText.matchInTitle(text))
                : Condition.of("instr(" + name + ", ?) > 0", text);
    }
}
