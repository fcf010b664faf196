package org.reelgraph.catalog.lists;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Between;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Condition.OneOf;
import org.reelgraph.storage.sql.Condition.Present;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Condition.Unselective;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/** Reads the argument {@code filter} of lists of media. An instance reads one argument. */
public final class FilterReader {

    private static final int MAX_CONDITIONS = 100;
    private static final int MAX_VALUES = 100;
    private static final int MAX_VALUES_IN_ALL = 500;
    private static final int MAX_DAYS = 36_500;
    private static final Map<String, TagKind> TAGS = Stream.of(TagKind.values())
            .collect(Collectors.toMap(TagKind::fieldName, tag -> tag));
    private static final Condition ANY_ID = Condition.any(Stream.of(ExternalIdScheme.values())
            .map(scheme -> new Present(scheme.fieldName())).toList());

    // The indexes of ranges begin with the kind. All items are of one, so no index of kinds alone helps.
    static final Condition OF_ANY_KIND = new Unselective(Condition.oneOf("kind", MediaKind.NAMES));

    private final ToLongFunction<String> personId;
    private final TextColumn title;
    private final Instant now;
    private Optional<MediaKind> kind = Optional.empty();
    private boolean byIndex;
    private int conditions;

    private FilterReader(ToLongFunction<String> personId, TextColumn title, Instant now) {
        this.personId = personId;
        this.title = title;
        this.now = now;
    }

    /** {@return a reader for one argument} */
    public static FilterReader of(SchemaAssembly schema, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        return of(schema.nodeOf("person")::idOf, sortKeys, titles, clock);
    }

    /**
     * {@return a reader for one filter}
     *
     * @param personId the numeric id in a person's global id
     */
    public static FilterReader of(ToLongFunction<String> personId, SortKeys sortKeys, TitleIndex titles,
            Clock clock) {
        return new FilterReader(personId, TextColumn.title(sortKeys, titles), clock.instant());
    }

    /**
     * {@return the filter}
     *
     * @param ofList the kind of the list's items, or empty for all kinds
     * @throws RequestException if the argument is invalid
     */
    public MediaFilter read(@Nullable Map<String, Object> filter, Optional<MediaKind> ofList) {
        var given = new HashMap<>(filter == null ? Map.<String, Object>of() : filter);
        if (values(given) > MAX_VALUES_IN_ALL) {
            throw RequestException.badInput("The argument 'filter' takes at most " + MAX_VALUES_IN_ALL + " values.");
        }
        // A list of one kind can use the indexes of that kind.
        var only = ofList.isEmpty() && given.get("kind") instanceof List<?> kinds && kinds.size() == 1
                ? Optional.of(MediaKind.valueOf((String) kinds.getFirst()))
                : Optional.<MediaKind>empty();
        only.ifPresent(found -> given.remove("kind"));
        kind = ofList.or(() -> only);
        return new MediaFilter(kind, listFilter(given));
    }

    private ListFilter listFilter(Map<String, Object> given) {
        var titles = Optional.ofNullable(given.get("title")).map(FilterReader::members);
        return new ListFilter(condition(given), () -> indexed(given), titles.flatMap(title::hits),
                given.keySet().equals(Set.of("title")), ranges(given), tagged(given));
    }

    // If several are required, one of them will do.
    private Optional<Select> tagged(Map<String, Object> given) {
        return Stream.of(TagKind.values())
                .flatMap(tag -> Optional.ofNullable(given.get(tag.fieldName())).map(FilterReader::members)
                        .flatMap(FilterReader::required).map(names -> named(tag, names, given)).stream())
                .map(Select.from("media_tags")::where).findFirst();
    }

    private static Optional<List<String>> required(Map<String, Object> tags) {
        return list(tags, "anyOf").or(() -> list(tags, "allOf").filter(names -> !names.isEmpty())
                .map(names -> List.of(names.getFirst())));
    }

    private Optional<Condition> ranges(Map<String, Object> given) {
        var all = given.entrySet().stream().filter(one -> one.getValue() != null)
                .flatMap(one -> range(one.getKey(), one.getValue()).stream()).toList();
        return Optional.of(all).filter(some -> !some.isEmpty()).map(Condition::all);
    }

    private Condition indexed(Map<String, Object> given) {
        byIndex = true;
        conditions = 0;
        return condition(given);
    }

    private static int values(@Nullable Object input) {
        return switch (input) {
            case null -> 0;
            case Map<?, ?> members -> members.values().stream().mapToInt(FilterReader::values).sum();
            case Collection<?> items -> items.stream().mapToInt(FilterReader::values).sum();
            default -> 1;
        };
    }

    private Condition condition(Map<String, Object> filter) {
        var all = new ArrayList<Condition>();
        filter.forEach((name, value) -> {
            if (value != null) {
                all.add(condition(name, value, filter));
            }
        });
        return Condition.all(all);
    }

    @SuppressWarnings("unchecked") // the schema has checked it
    private Condition condition(String name, Object value, Map<String, Object> filter) {
        if (++conditions > MAX_CONDITIONS) {
            throw RequestException.badInput("The argument 'filter' takes at most " + MAX_CONDITIONS + " conditions.");
        }
        return switch (name) {
            case "and" -> Condition.all(each(value));
            case "or" -> Condition.any(each(value));
            case "not" -> condition(members(value)).negated();
            case "kind" ->
                Condition.oneOf("kind", (List<String>) value);
            case "title" -> title.matching(members(value), byIndex);
            case "studio" -> TextColumn.STUDIO.matching(members(value));
            case "contentRating" -> TextColumn.CONTENT_RATING.matching(members(value));
            case "person" -> credited(personId.applyAsLong((String) value));
            case "hasExternalId" -> externalIds(members(value));
            case "notSeen" -> (boolean) value ? MediaListReader.NOT_SEEN : MediaListReader.NOT_SEEN.negated();
            default -> Optional.ofNullable(TAGS.get(name)).map(tag -> tags(tag, members(value), filter))
                    .or(() -> range(name, value).map(this::ofOneKind)).orElseThrow(
                            () -> new IllegalArgumentException("Schema and code don't agree on '" + name + "'."));
        };
    }

    private Condition ofOneKind(Condition range) {
        return byIndex && kind.isEmpty() ? Condition.all(List.of(OF_ANY_KIND, range)) : range;
    }

    // Empty if the name is of no range.
    private Optional<Condition> range(String name, Object value) {
        return switch (name) {
            case "year", "rating" -> Optional.of(Ranges.ofNumbers(name, members(value)));
            case "durationSeconds" -> Optional.of(Ranges.ofNumbers("duration_seconds", members(value)));
            case "releasedOn" -> Optional.of(Ranges.ofDays("released_on", members(value)));
            case "addedAt" -> Optional.of(Ranges.ofInstants("added_at", members(value)));
            case "updatedAt" -> Optional.of(Ranges.ofInstants("updated_at", members(value)));
            case "addedWithinDays" -> Optional.of(addedWithin((int) value));
            default -> Optional.empty();
        };
    }

    private List<Condition> each(Object filters) {
        return ((Collection<?>) filters).stream().map(filter -> condition(members(filter))).toList();
    }

    @SuppressWarnings("unchecked") // the schema has checked it
    private static Map<String, Object> members(Object input) {
        return (Map<String, Object>) input;
    }

    private Condition addedWithin(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw RequestException.badInput("'addedWithinDays' takes 1 to " + MAX_DAYS + ", not " + days + ".");
        }
        return new Between("last_added_at",
                now.minus(Duration.ofDays(days)).toEpochMilli(), now.toEpochMilli());
    }

    private Condition tags(TagKind tag, Map<String, Object> input, Map<String, Object> filter) {
        var all = new ArrayList<Condition>();
        list(input, "anyOf").ifPresent(names -> all.add(tagged(tag, names, filter)));
        list(input, "allOf").ifPresent(names -> all.add(Condition.all(names.stream().map(name -> tagged(tag,
                List.of(name), filter)).toList())));
        list(input, "noneOf").ifPresent(names -> all.add(tagged(tag, names, Map.of()).negated()));
        return Condition.all(all);
    }

    // A single item's tags are looked up. All items with a tag are a list that is made first.
    private Condition tagged(TagKind tag, List<String> names, Map<String, Object> filter) {
        return byIndex
                ? Condition.in("id", new Subquery("media_id", "media_tags", named(tag, names, filter)))
                : Subquery.exists("media_tags", Condition.all(
                        List.of(new SameAs("media_tags.media_id", "media_items.id"), named(tag, names))));
    }

    private static Condition named(TagKind tag, List<String> names) {
        return Condition.all(
                List.of(Condition.equal("media_tags.kind", tag.name()), new OneOf("name", names, true)));
    }

    // Tags have the kind and the year of their item, so one range of an index finds the items.
    private Condition named(TagKind tag, List<String> names, Map<String, Object> filter) {
        var ofKind = kind.map(only -> Condition.equal("media_kind", only.name()));
        var ofYears = Optional.ofNullable(filter.get("year"))
                .map(years -> Ranges.ofNumbers("media_tags.year", members(years)));
        return Condition.all(Stream.of(Optional.of(named(tag, names)), ofKind.or(() -> ofYears.map(
                any -> Condition.oneOf("media_kind", MediaKind.NAMES))), ofYears).flatMap(Optional::stream).toList());
    }

    // A credit in an episode counts for its series.
    private static Condition credited(long person) {
        var owners = new Subquery("owner_id", "credits", Condition.equal("person_id", person));
        return new In("id", List.of(owners, new Subquery("series_id", "episodes", Condition.in("id", owners))));
    }

    private static Condition externalIds(Map<String, Object> input) {
        var all = new ArrayList<Condition>();
        input.forEach((name, has) -> {
            if (has != null) {
                var known = name.equals("any") ? ANY_ID : new Present(name);
                all.add((boolean) has ? known : known.negated());
            }
        });
        return Condition.all(all);
    }

    @SuppressWarnings("unchecked") // the schema has checked it
    private static Optional<List<String>> list(Map<String, Object> input, String name) {
        return Optional.ofNullable((List<String>) input.get(name)).map(values -> bounded(name, values));
    }

    /**
     * {@return the values of a member}
     *
     * @throws RequestException if there are too many
     */
    static <T> List<T> bounded(String name, List<T> values) {
        if (values.size() > MAX_VALUES) {
            throw RequestException.badInput("'" + name + "' takes at most " + MAX_VALUES + " values.");
        }
        return values;
    }
}
