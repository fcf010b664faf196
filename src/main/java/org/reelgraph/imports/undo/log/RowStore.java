package org.reelgraph.imports.undo.log;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.LibrarySchema.Attachment;
import org.reelgraph.storage.copy.CopyDialect;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.tables.Table;

/** Whole rows of the library's tables, on the writer's connection. */
@Singleton
class RowStore {

    private static final String ID = "id";

    private final JdbcOperations operations;
    private final CopyDialect dialect;
    // Described once, since tables change only between two starts.
    private final ConcurrentHashMap<String, LibrarySchema> schema = new ConcurrentHashMap<>();

    RowStore(@Named("writer") JdbcOperations operations, CopyDialect dialect) {
        this.operations = operations;
        this.dialect = dialect;
    }

    /** {@return the library's tables} */
    LibrarySchema schema() {
        return schema.computeIfAbsent("", any -> operations.execute(
                connection -> LibrarySchema.of(connection, dialect.tables(connection))));
    }

    /** {@return the rows of a table with one of these ids in one of these columns} */
    List<Row> find(Table table, List<String> columns, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var sql = "SELECT " + names(table) + " FROM " + Table.quoted(table.name()) + where(columns);
        var written = table.written();
        return Rows.read(operations::prepareStatement, sql, parameters(columns, ids), row -> read(table, written, row));
    }

    /** {@return the rows of a table with these ids} */
    List<Row> find(Table table, Collection<Long> ids) {
        return find(table, List.of(ID), ids);
    }

    /** {@return the other items of the same source and kind that have the same rating key, among all of theirs} */
    List<Row> findByRatingKey(Table media, Row item, Object key) {
        return findOthers(media, "(rating_key = ? OR id IN (SELECT media_id FROM further_rating_keys"
                + " WHERE source = media_items.source AND kind = media_items.kind AND rating_key = ?))", item,
                List.of(key, key));
    }

    /** {@return the other items of the same source, kind and edition that have the same external id} */
    List<Row> findByExternalId(Table media, Row item, String scheme, Object id) {
        return findOthers(media, Table.quoted(scheme) + " = ? AND coalesce(edition, '') = ?", item,
                List.of(id, Objects.requireNonNullElse(item.get("edition"), "")));
    }

    private List<Row> findOthers(Table media, String condition, Row item, List<Object> values) {
        var all = new ArrayList<Object>(List.of(text(item, "source"), text(item, "kind"), item.id()));
        all.addAll(values);
        var written = media.written();
        return Rows.read(operations::prepareStatement, "SELECT " + names(media) + " FROM media_items"
                + " WHERE source = ? AND kind = ? AND id <> ? AND " + condition, all, row -> read(media, written, row));
    }

    private static Object text(Row row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    /** {@return the rows that belong to these} */
    List<Row> find(Attachment attachment, Collection<Long> owners) {
        return find(attachment.table(), attachment.owners(), owners);
    }

    /** Removes the rows of a table with one of these ids in one of these columns. */
    void delete(Table table, List<String> columns, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            write("DELETE FROM " + Table.quoted(table.name()) + where(columns), List.of(ids),
                    (statement, all) -> {
                        for (var i = 0; i < columns.size(); i++) {
                            statement.setString(i + 1, JsonArray.ofIds(all));
                        }
                    });
        }
    }

    /** Removes the rows of a table with these ids. */
    void delete(Table table, Collection<Long> ids) {
        delete(table, List.of(ID), ids);
    }

    /** Adds rows to a table. */
    void insert(Table table, List<Row> rows) {
        write(table.insert(), rows, (statement, row) -> set(statement, row));
    }

    /** Overwrites the rows of a table that have the same ids. */
    void update(Table table, List<Row> rows) {
        write("UPDATE " + Table.quoted(table.name()) + " SET (" + names(table) + ") = ("
                + String.join(", ", Collections.nCopies(table.written().size(), "?")) + ") WHERE id = ?", rows,
                (statement, row) -> {
                    set(statement, row);
                    statement.setLong(row.values().length + 1, row.id());
                });
    }

    /** Sets columns of these rows to null, so that unique values can change hands. */
    void clear(Table table, List<String> columns, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            write("UPDATE " + Table.quoted(table.name()) + " SET "
                    + columns.stream().map(column -> column + " = NULL").collect(Collectors.joining(", "))
                    + where(List.of(ID)), List.of(ids),
                    (statement, all) -> statement.setString(1, JsonArray.ofIds(all)));
        }
    }

    /** {@return those of these people who have no credits} */
    List<Long> findUncredited(Collection<Long> people) {
        return people.isEmpty()
                ? List.of()
                : Rows.read(operations::prepareStatement, "SELECT id FROM people WHERE id" + JsonArray.IN
                        + " AND NOT EXISTS (SELECT 1 FROM credits WHERE person_id = people.id)",
                        JsonArray.ofIds(people), row -> row.getLong(1));
    }

    /** Removes the totals of series that have nothing to be added up, as before their first season. */
    void deleteEmptyTotals(Collection<Long> series) {
        if (!series.isEmpty()) {
            write("DELETE FROM series_totals WHERE series_id" + JsonArray.IN + " AND seasons = 0 AND episodes = 0",
                    List.of(series), (statement, all) -> statement.setString(1, JsonArray.ofIds(all)));
        }
    }

    /** {@return those of these series that have totals} */
    List<Long> findTotals(Collection<Long> series) {
        return series.isEmpty()
                ? List.of()
                : Rows.read(operations::prepareStatement, "SELECT series_id FROM series_totals WHERE series_id"
                        + JsonArray.IN, JsonArray.ofIds(series), row -> row.getLong(1));
    }

    /** Gives these series totals of nothing if they have none. */
    void insertEmptyTotals(Collection<Long> series) {
        write("INSERT INTO series_totals (series_id, seasons, episodes, duration_seconds) VALUES (?, 0, 0, 0)"
                + " ON CONFLICT (series_id) DO NOTHING", List.copyOf(series),
                (statement, id) -> statement.setLong(1, id));
    }

    /** {@return when an import contained all of a source's items of a kind; {@link ItemImage#ABSENT} if never} */
    long completeAt(String source, String kind) {
        return Rows.read(operations::prepareStatement, "SELECT at FROM complete_imports WHERE source = ? AND kind = ?",
                List.of(source, kind), row -> row.getLong(1)).stream().findFirst().orElse(ItemImage.ABSENT);
    }

    /** Notes when an import contained all of a source's items of a kind, or that none ever did. */
    void writeComplete(String source, String kind, long at) {
        write("DELETE FROM complete_imports WHERE source = ? AND kind = ?", List.of(kind), (statement, value) -> {
            statement.setString(1, source);
            statement.setString(2, value);
        });
        if (at != ItemImage.ABSENT) {
            write("INSERT INTO complete_imports (source, kind, at) VALUES (?, ?, ?)", List.of(kind),
                    (statement, value) -> {
                        statement.setString(1, source);
                        statement.setString(2, value);
                        statement.setLong(3, at);
                    });
        }
    }

    private <T> void write(String sql, List<T> rows, Rows.Binder<T> binder) {
        if (!rows.isEmpty()) {
            Rows.write(operations, sql, rows, binder);
        }
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        var columns = row.table().written();
        for (var i = 0; i < columns.size(); i++) {
            columns.get(i).type().set(statement, i + 1, row.values()[i]);
        }
    }

    private static Row read(Table table, List<Table.Column> written, ResultSet result) throws SQLException {
        var values = new @Nullable Object[written.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = written.get(i).type().read(result, i + 1);
        }
        return new Row(table, values);
    }

    private static String names(Table table) {
        return table.written().stream().map(column -> Table.quoted(column.name())).collect(Collectors.joining(", "));
    }

    private static String where(List<String> columns) {
        return columns.stream().map(column -> Table.quoted(column) + JsonArray.IN)
                .collect(Collectors.joining(" OR ", " WHERE ", ""));
    }

    private static List<Object> parameters(List<String> columns, Collection<Long> ids) {
        return Collections.nCopies(columns.size(), JsonArray.ofIds(ids));
    }
}
