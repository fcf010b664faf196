package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.Matches;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Subquery;

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

    /**
     * {@return which pairs of the search index have what a TextFilter looks for somewhere; nothing where it looks for
     * nothing so}
     */
    Optional<Condition> hits(Map<String, Object> filter) {
        return Optional.ofNullable((String) filter.get("contains")).map(SortKeys::folded)
                .filter(folded -> search != Searched.NOT_AT_ALL && !folded.isEmpty())
                .map(TextColumn::hitsOf);
    }

    private static Condition hitsOf(String folded) {
        return Condition.all(List.of(new Matches(SearchText.FRAGMENTS, SearchText.matchInTitle(folded)),
                new Comparison("rowid", Operator.LESS, SearchText.FIRST_EPISODE)));
    }

    private Condition matching(String way, Object value, boolean byIndex) {
        if (value instanceof String text && text.length() > LONGEST) {
            throw RequestException.badInput("'" + way + "' takes at most " + LONGEST + " characters.");
        }
        if (value instanceof String text && !text.isEmpty() && folding.apply(text).isEmpty()) {
            return Condition.NEVER;
        }
        return switch (way) {
            case "equals" -> Condition.equal(name, folding.apply((String) value));
            case "in" -> Condition.oneOf(name, each((List<?>) value));
            case "startsWith" -> startingWith(folding.apply((String) value));
            case "contains" -> containing((String) value, byIndex);
            default -> throw new IllegalArgumentException("Schema and code don't agree on '" + way + "'.");
        };
    }

    private List<String> each(List<?> texts) {
        return FilterReader.bounded("in", texts).stream().map(text -> folding.apply((String) text)).toList();
    }

    private Condition startingWith(String text) {
        return Condition.all(List.of(new Comparison(name, Operator.GREATER_OR_EQUAL, text),
                new Comparison(name, Operator.LESS, text + LAST)));
    }

    private Condition containing(String text, boolean byIndex) {
        if (search == Searched.NOT_AT_ALL) {
            return new Contains(name, text, true);
        }
        var inColumn = new Contains(name, folding.apply(text), false);
        var folded = SortKeys.folded(text);
        if (!byIndex || folded.isEmpty()) {
            return inColumn;
        }
        var inIndex = Condition.in("id", new Subquery("entity_id", "search_entries",
                Condition.in("id", new Subquery("rowid", SearchText.FRAGMENTS, hitsOf(folded)))));
        return search == Searched.EXACTLY ? inIndex : Condition.all(List.of(inIndex, inColumn));
    }
}
