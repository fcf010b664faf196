package org.reelgraph.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.lists.Ranges;
import org.reelgraph.catalog.lists.TextColumn;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Missing;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Condition.Unindexed;
import org.reelgraph.storage.sql.Subquery;

/**
 * Selects wanted items: every condition that is given has to hold.
 *
 * @param condition what holds for them
 */
record WantedFilter(Condition condition) {

    /** The table of wanted items. */
    static final String TABLE = "wanted_items";

    private static final String MEDIA = "media_items";
    private static final Condition HAS_MEDIA = hasMedia();

    /**
     * {@return the filter in an argument}
     *
     * @param keys how titles are compared
     * @throws org.reelgraph.graphql.errors.RequestException if the argument is invalid
     */
    static WantedFilter of(@Nullable Map<String, Object> input, SortKeys keys) {
        var all = new ArrayList<Condition>();
        (input == null ? Map.<String, Object>of() : input).forEach((name, value) -> {
            if (value != null) {
                all.add(condition(name, value, keys));
            }
        });
        return new WantedFilter(Condition.all(all));
    }

    private static Condition condition(String name, Object value, SortKeys keys) {
        return switch (name) {
            case "kind", "status" -> Condition.oneOf(name, ((List<?>) value).stream().distinct().toList());
            case "title" -> TextColumn.folded("folded_title", keys).matching(members(value));
            case "year" -> Ranges.ofNumbers("year", members(value));
            case "addedAt" -> Ranges.ofInstants("added_at", members(value));
            case "hasMedia" -> (boolean) value ? HAS_MEDIA : HAS_MEDIA.negated();
            default -> throw new IllegalArgumentException("Schema and code don't agree on '" + name + "'.");
        };
    }

    @SuppressWarnings("unchecked") // the schema has checked it
    private static Map<String, Object> members(Object input) {
        return (Map<String, Object>) input;
    }

    // What WantedMediaReader looks for.
    private static Condition hasMedia() {
        var byId = Stream.of(ExternalIdScheme.values())
                .map(scheme -> exists(List.of(same(scheme.fieldName()))));
        // Few share a title, but many a kind and year.
        var byTitle = exists(Stream.concat(Stream.of(same("folded_title"), new Unindexed(same("year"))),
                Stream.of(ExternalIdScheme.values()).map(scheme -> agrees(scheme.fieldName()))).toList());
        return Condition.any(Stream.concat(byId, Stream.of(byTitle)).toList());
    }

    private static Condition exists(List<Condition> conditions) {
        return Subquery.exists(MEDIA,
                Condition.all(Stream.concat(conditions.stream(), Stream.of(new Unindexed(same("kind")))).toList()));
    }

    private static Condition same(String column) {
        return new SameAs(MEDIA + "." + column, TABLE + "." + column);
    }

    private static Condition agrees(String column) {
        return Condition.any(List.of(new Missing(MEDIA + "." + column), new Missing(TABLE + "." + column),
                same(column)));
    }
}
