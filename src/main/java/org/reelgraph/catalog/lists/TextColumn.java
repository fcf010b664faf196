package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.OneOf;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;

/**
 * A column of texts that is compared in a way an index supports.
 *
 * @param folding  folds a text in the same way as the column's values were folded
 * @param isFolded whether they were; otherwise the case of A to Z is ignored
 * @param index    the search index, if it covers the column
 */
public record TextColumn(String name, UnaryOperator<String> folding, boolean isFolded, Optional<TitleIndex> index) {

    /** The column of titles. */
    static final String FOLDED_TITLE = "folded_title";
    /** Studios, ignoring case. */
    static final TextColumn STUDIO = unsearched("studio");
    /** Content ratings, ignoring case. */
    static final TextColumn CONTENT_RATING = unsearched("content_rating");

    private static final int LONGEST = 500;
    // Texts that start with a prefix sort before the prefix followed by the last of all characters.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** {@return titles, compared as these sort keys compare them} */
    static TextColumn title(SortKeys keys, TitleIndex index) {
        return searched(FOLDED_TITLE, keys, index);
    }

    /** {@return people's names, compared as these sort keys compare them} */
    static TextColumn personName(SortKeys keys, TitleIndex index) {
        return searched("folded_name", keys, index);
    }

    /** {@return a column of titles that the search index doesn't cover, compared as these sort keys compare them} */
    public static TextColumn folded(String name, SortKeys keys) {
        return new TextColumn(name, keys::comparable, true, Optional.empty());
    }

    // The search index ignores case and diacritics in every language.
    private static TextColumn searched(String name, SortKeys keys, TitleIndex index) {
        return new TextColumn(name, keys::comparable, true, Optional.of(index));
    }

    private static TextColumn unsearched(String name) {
        return new TextColumn(name, UnaryOperator.identity(), false, Optional.empty());
    }

    /**
     * {@return the condition of a TextFilter}
     *
     * @throws RequestException if a text or a list is too long
     */
    public Condition matching(Map<String, Object> filter) {
        return matching(filter, false);
    }

    /** {@return the condition of a TextFilter, in a form that uses an index if there is one} */
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
     * {@return the entries of the search index with the text that a TextFilter looks for anywhere in the column; empty
     * if it doesn't}
     */
    Optional<Select> hits(Map<String, Object> filter) {
        return Optional.ofNullable((String) filter.get("contains")).map(SortKeys::folded)
                .filter(folded -> !folded.isEmpty()).flatMap(folded -> index.map(titles -> titles.entries(folded)));
    }

    private Condition matching(String way, Object value, boolean byIndex) {
        if (value instanceof String text && text.length() > LONGEST) {
            throw RequestException.badInput("'" + way + "' takes at most " + LONGEST + " characters.");
        }
        if (value instanceof String text && !text.isEmpty() && folding.apply(text).isEmpty()) {
            return Condition.NEVER;
        }
        return switch (way) {
            case "equals" -> compared(Operator.EQUAL, folding.apply((String) value));
            case "in" -> new OneOf(name, each((List<?>) value), !isFolded);
            case "startsWith" -> startingWith(folding.apply((String) value));
            case "contains" -> containing((String) value, byIndex);
            default -> throw new IllegalArgumentException("Schema and code don't agree on '" + way + "'.");
        };
    }

    private List<String> each(List<?> texts) {
        return FilterReader.bounded("in", texts).stream().map(text -> folding.apply((String) text)).toList();
    }

    private Condition startingWith(String text) {
        return Condition.all(
                List.of(compared(Operator.GREATER_OR_EQUAL, text), compared(Operator.LESS, text + LAST)));
    }

    // What is not folded is compared without regard to case.
    private Condition compared(Operator operator, String text) {
        return new Comparison(name, operator, text, !isFolded);
    }

    private Condition containing(String text, boolean byIndex) {
        if (!isFolded) {
            return new Contains(name, text, true);
        }
        var inColumn = new Contains(name, folding.apply(text), false);
        var folded = SortKeys.folded(text);
        if (!byIndex || folded.isEmpty() || index.isEmpty()) {
            return inColumn;
        }
        return Condition.all(List.of(index.get().contains("id", folded), inColumn));
    }
}
