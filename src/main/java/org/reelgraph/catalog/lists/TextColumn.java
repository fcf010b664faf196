package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.JsonArray;

/**
 * A column of texts, compared in a way that an index of it serves.
 *
 * @param folding what is done to a text that it is compared with, as it was done to the column's
 * @param search  what the search index knows of it
 */
record TextColumn(String name, UnaryOperator<String> folding, Searched search) {

    /** How far the search index finds what holds a text. */
    private enum Searched {
        NOT_AT_ALL, EXACTLY, AND_MORE
    }

    /** Studios, but for case. */
    static final TextColumn STUDIO = new TextColumn("studio", UnaryOperator.identity(), Searched.NOT_AT_ALL);
    /** Content ratings, but for case. */
    static final TextColumn CONTENT_RATING = new TextColumn("content_rating", UnaryOperator.identity(),
            Searched.NOT_AT_ALL);

    private static final String HITS = SearchText.FRAGMENTS + " MATCH ? AND rowid < " + SearchText.FIRST_EPISODE;
    private static final String IN_INDEX = "id IN (SELECT entity_id FROM search_entries WHERE id IN"
            + " (SELECT rowid FROM " + SearchText.FRAGMENTS + " WHERE " + HITS + "))";
    private static final int LONGEST = 500;
    // What begins with a text comes before the text with the last of all characters after it.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** {@return titles, as keys of this making compare them} */
    static TextColumn title(SortKeys keys) {
        return searched("folded_title", keys);
    }

    /** {@return people's names, as keys of this making compare them} */
    static TextColumn personName(SortKeys keys) {
        return searched("folded_name", keys);
    }

    // The index leaves case and diacritics out in any language.
    private static TextColumn searched(String name, SortKeys keys) {
        return new TextColumn(name, keys::comparable, keys.isBinary() ? Searched.AND_MORE : Searched.EXACTLY);
    }

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

    /** {@return which pairs of the search index have what a TextFilter looks for somewhere; nothing where it looks for nothing so} */
    Optional<Condition> hits(Map<String, Object> filter) {
        return Optional.ofNullable((String) filter.get("contains")).map(SortKeys::folded)
                .filter(folded -> search != Searched.NOT_AT_ALL && !folded.isEmpty())
                .map(folded -> Condition.of(HITS, SearchText.matchInTitle(folded)));
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
            case "contains" -> containing((String) value, byIndex);
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
        if (search == Searched.NOT_AT_ALL) {
            return Condition.of("instr(lower(" + name + "), lower(?)) > 0", text);
        }
        var inColumn = Condition.of("instr(" + name + ", ?) > 0", folding.apply(text));
        var folded = SortKeys.folded(text);
        if (!byIndex || folded.isEmpty()) {
            return inColumn;
        }
        var inIndex = Condition.of(IN_INDEX, SearchText.matchInTitle(folded));
        return search == Searched.EXACTLY ? inIndex : Condition.all(List.of(inIndex, inColumn));
    }
}
