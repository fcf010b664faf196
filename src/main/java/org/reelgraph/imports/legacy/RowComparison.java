package org.reelgraph.imports.legacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.LegacyTables.Item;
import org.reelgraph.imports.formats.LegacyTables.Row;
import org.reelgraph.imports.formats.SourceNotices;
import org.reelgraph.imports.jobs.ImportRecord;
import org.reelgraph.imports.legacy.ComparedRow.Outcome;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.records.Notice;

/**
 * Finds out to which of an item's rows each difference belongs that a trial import of the item has found. A row is only
 * equal if the import takes it, so that it was compared.
 */
final class RowComparison {

    // No more changes, and no more notices, are told of an item.
    private static final int MOST_TOLD = 100;
    // Nothing is lost then.
    private static final Set<Notice.Code> HARMLESS = Set.of(Notice.Code.PLACEHOLDER_ID, Notice.Code.UNKNOWN_FIELDS,
            SourceNotices.SUPERSEDED);

    private final Item item;
    private final RowFields fields;
    private final Map<Row, List<FieldChange>> differences = new LinkedHashMap<>();
    // By the places of rows, and of lists that aren't taken.
    private final Map<List<String>, String> lost = new HashMap<>();
    private final Map<List<String>, String> leftOut = new HashMap<>();
    private final Set<List<String>> numbersTaken = new HashSet<>();

    private RowComparison(Item item) {
        this.item = item;
        this.fields = RowFields.of(item);
    }

    /** {@return what became of each row} */
    static List<ComparedRow> of(Item item, ImportRecord record) {
        var repeated = record.notices().stream().filter(notice -> notice.code().equals(Notice.Code.SAME_ITEM))
                .findFirst();
        return switch (record.outcome()) {
            case CREATED, UPDATED, UNCHANGED -> repeated.isPresent()
                    ? all(item, Outcome.NOT_CARRIED, repeated.get().message())
                    : new RowComparison(item).rows(record);
            default ->
                all(item, Outcome.NOT_CARRIED, Stream.concat(record.userErrors().stream().map(UserError::message),
                        record.notices().stream().map(Notice::message)).collect(Collectors.joining(" ")));
        };
    }

    /** {@return what became of each row of an item in which the trial import has found nothing to tell} */
    static List<ComparedRow> ofUnchanged(Item item) {
        var comparison = new RowComparison(item);
        return item.rows().stream().map(row -> comparison.row(row, false)).toList();
    }

    /** {@return all rows with the same outcome} */
    static List<ComparedRow> all(Item item, Outcome outcome, String reason) {
        return item.rows().stream().map(row -> new ComparedRow(row.table(), row.id(), outcome, List.of(), reason))
                .toList();
    }

    private List<ComparedRow> rows(ImportRecord record) {
        record.notices().stream().filter(notice -> !HARMLESS.contains(notice.code())).forEach(this::add);
        record.changes().forEach(this::add);
        var isNew = record.outcome() == Result.Outcome.CREATED;
        var mayBeMore = record.changes().size() >= MOST_TOLD || record.notices().size() >= MOST_TOLD;
        return item.rows().stream().map(row -> isNew && isTaken(row)
                ? new ComparedRow(row.table(), row.id(), Outcome.MISSING, List.of(), "")
                : row(row, mayBeMore)).toList();
    }

    private void add(Notice notice) {
        var path = notice.path();
        var isOfList = !path.isEmpty() && item.rows().stream().noneMatch(row -> row.place().equals(path))
                && item.rows().stream().anyMatch(row -> startsWith(row.place(), path) && fields.of(row).isEmpty());
        var place = isOfList ? path : placeOf(path);
        if (notice.code().equals(Notice.Code.NUMBER_TAKEN)) {
            numbersTaken.add(place);
        }
        (isOfList || notice.code().equals(Notice.Code.LEFT_OUT) ? leftOut : lost).merge(place,
                (path.equals(place) ? "" : path.getLast() + ": ") + notice.message(),
                (one, other) -> one + " " + other);
    }

    // Of the innermost row that has the value.
    private List<String> placeOf(List<String> path) {
        return item.rows().stream().map(Row::place).filter(place -> startsWith(path, place))
                .max(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    private static boolean startsWith(List<String> path, List<String> start) {
        return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }

    private void add(FieldChange change) {
        rowsOf(change).forEach(row -> differences.computeIfAbsent(row, any -> new ArrayList<>()).add(change));
    }

    private List<Row> rowsOf(FieldChange change) {
        var path = change.path();
        // Of a list in which each item is a row.
        var below = rows(field -> !field.isEmpty() && field.subList(0, field.size() - 1).equals(path)
                && !isShown(field, change.before()));
        if (!below.isEmpty()) {
            return below;
        }
        // The library names episodes without a number in other ways.
        var unnumbered = rows(field -> field.size() > 2 && field.getLast().isEmpty()
                && path.size() >= field.size() && startsWith(path, field.subList(0, field.size() - 1)));
        var innermost = rows(field -> startsWith(path, field)).stream()
                .max(Comparator.comparingInt(row -> fieldOf(row).size())).orElse(item.row());
        return unnumbered.isEmpty() || fieldOf(innermost).size() > 2 ? List.of(innermost) : unnumbered;
    }

    private List<Row> rows(Predicate<List<String>> condition) {
        return item.rows().stream().filter(row -> fields.of(row).filter(condition).isPresent()).toList();
    }

    private List<String> fieldOf(Row row) {
        return fields.of(row).orElse(List.of());
    }

    // An image is shown with its kind and source.
    private static boolean isShown(List<String> field, @Nullable Object list) {
        var own = field.getLast();
        return list instanceof List<?> items && items.stream().map(String::valueOf).anyMatch(
                shown -> field.contains("images") ? shown.endsWith(" " + own) : shown.equals(own));
    }

    private boolean isTaken(Row row) {
        return fields.of(row).isPresent() && !leftOut.containsKey(row.place());
    }

    private ComparedRow row(Row row, boolean mayBeMore) {
        if (!isTaken(row)) {
            // Two seasons with one number are merged.
            return new ComparedRow(row.table(), row.id(), numbersTaken.contains(row.place())
                    && !leftOut.containsKey(row.place()) ? Outcome.DIFFERENT : Outcome.NOT_CARRIED, List.of(),
                    whyNot(row.place()));
        }
        // An item may be of two rows, and either may have supplied what differs.
        var found = differences.getOrDefault(row.place().isEmpty() ? item.row() : row, List.of());
        if (found.stream().anyMatch(change -> change.before() == null && change.path().equals(fieldOf(row)))) {
            return new ComparedRow(row.table(), row.id(), Outcome.MISSING, List.of(), "");
        }
        var reason = lost.containsKey(row.place()) && isFirstAtItsPlace(row)
                ? lost.getOrDefault(row.place(), "")
                : "";
        var isEqual = found.isEmpty() && reason.isEmpty();
        return isEqual && !mayBeMore
                ? new ComparedRow(row.table(), row.id(), Outcome.EQUAL, List.of(), "")
                : new ComparedRow(row.table(), row.id(), Outcome.DIFFERENT, found, isEqual
                        ? "The item has more differences than are told one by one."
                        : reason);
    }

    // Somebody is in the library even if a part isn't.
    private boolean isFirstAtItsPlace(Row row) {
        return row.place().isEmpty()
                || item.rows().stream().filter(each -> each.place().equals(row.place())).findFirst().orElse(row) == row;
    }

    // Because of itself, or of what it is a part of.
    private String whyNot(List<String> place) {
        if (!leftOut.containsKey(place) && lost.containsKey(place)) {
            return lost.get(place);
        }
        return IntStream.range(0, place.size()).mapToObj(steps -> place.subList(0, place.size() - steps))
                .filter(leftOut::containsKey).map(leftOut::get).findFirst().orElse("An import doesn't take it.");
    }
}
