package org.reelgraph.mediaos.entries;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** The entries of files, on the writer's connection. */
@Singleton
public class EntryStore {

    private static final String INSERT = "INSERT INTO mediaos_entries (position, row_id, entry, id, file, list, entry_key)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE mediaos_entries SET position = ?, row_id = ?, entry = ? WHERE id = ?";
    private static final String FIND = "SELECT id, file, list, entry_key, position, row_id, entry FROM mediaos_entries"
            + " WHERE file = ?";
    private static final String PAGE = FIND + " AND (position, id) > (?, ?) ORDER BY position, id LIMIT ?";
    private static final String ROOT = "INSERT INTO mediaos_files (file, root) VALUES (?, ?)"
            + " ON CONFLICT (file) DO UPDATE SET root = excluded.root";

    private static final String VERSION = "INSERT INTO mediaos_versions (name, version) VALUES (?, 1)"
            + " ON CONFLICT (name) DO UPDATE SET version = mediaos_versions.version + 1";

    private final JdbcOperations operations;

    EntryStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the name of the version that rises with each change of a file's entries} */
    public static String versionName(String file) {
        return "entries of " + file;
    }

    /** {@return the entries of a file that have one of these keys, in whichever list} */
    public List<KeptEntry> find(String file, Collection<String> keys) {
        return read(FIND + " AND entry_key" + JsonArray.IN, List.of(file, JsonArray.of(keys)));
    }

    /** {@return the entries of a file that became one of these rows} */
    public List<KeptEntry> findByRows(String file, Collection<Long> rowIds) {
        return read(FIND + " AND row_id" + JsonArray.IN, List.of(file, JsonArray.ofIds(rowIds)));
    }

    /** {@return the first entries of a file after another one, in the order of the file} */
    public List<KeptEntry> findAfter(String file, Optional<KeptEntry> last, int most) {
        return read(PAGE, List.of(file, last.map(KeptEntry::position).orElse(-1), last.map(KeptEntry::id).orElse(0L),
                most));
    }

    /** {@return the entries of a file that stand in no list, in the order of the file} */
    List<KeptEntry> findMembers(String file) {
        return read(FIND + " AND list = '' ORDER BY position, id", List.of(file));
    }

    /** {@return the place of the first entry of a file that stands in a list} */
    Optional<Integer> findFirstOfList(String file) {
        return Rows
                .read(operations::prepareStatement, "SELECT position FROM mediaos_entries WHERE file = ? AND list <> ''"
                        + " ORDER BY position LIMIT 1", List.of(file), row -> row.getInt(1))
                .stream().findFirst();
    }

    private List<KeptEntry> read(String sql, List<Object> values) {
        return Rows.read(operations::prepareStatement, sql, values, EntryStore::read);
    }

    private static KeptEntry read(ResultSet row) throws SQLException {
        var number = row.getLong(6);
        var rowId = row.wasNull() ? Optional.<Long>empty() : Optional.of(number);
        return new KeptEntry(row.getLong(1), Rows.text(row, 2), new EntryKey(Rows.text(row, 3), Rows.text(row, 4)),
                row.getInt(5), rowId, Rows.text(row, 7));
    }

    /**
     * Where an entry stands, without what it says.
     *
     * @param rowId the row that it became; empty if it is kept just as it is
     */
    public record Place(long id, EntryKey key, Optional<Long> rowId) {
    }

    /** {@return where the entries of a file stand} */
    public List<Place> findPlaces(String file) {
        return Rows.read(operations::prepareStatement,
                "SELECT id, list, entry_key, row_id FROM mediaos_entries WHERE file = ?", List.of(file), row -> {
                    var number = row.getLong(4);
                    return new Place(row.getLong(1), new EntryKey(Rows.text(row, 2), Rows.text(row, 3)),
                            row.wasNull() ? Optional.empty() : Optional.of(number));
                });
    }

    /** Forgets entries of a file. */
    public void delete(String file, List<Long> ids) {
        Rows.write(operations, "DELETE FROM mediaos_entries WHERE id = ?", ids,
                (statement, id) -> statement.setLong(1, id));
        raise(List.of(file));
    }

    /** {@return the place after the last entry of a file} */
    int end(String file) {
        return Rows.read(operations::prepareStatement,
                "SELECT coalesce(max(position) + 1, 0) FROM mediaos_entries WHERE file = ?", List.of(file),
                row -> row.getInt(1)).getFirst();
    }

    /** Adds entries. */
    public void insert(List<KeptEntry> entries) {
        Rows.write(operations, INSERT, entries, (statement, entry) -> {
            bind(statement, entry);
            statement.setString(5, entry.file());
            statement.setString(6, entry.key().list());
            statement.setString(7, entry.key().key());
        });
        changed(entries);
    }

    /** Replaces what is known of entries but their keys. */
    public void update(List<KeptEntry> entries) {
        Rows.write(operations, UPDATE, entries, EntryStore::bind);
        changed(entries);
    }

    /** Removes entries. */
    public void delete(Collection<KeptEntry> entries) {
        Rows.write(operations, "DELETE FROM mediaos_entries WHERE id = ?", List.copyOf(entries),
                (statement, entry) -> statement.setLong(1, entry.id()));
        changed(entries);
    }

    private void changed(Collection<KeptEntry> entries) {
        raise(entries.stream().map(KeptEntry::file).distinct().toList());
    }

    private void raise(List<String> files) {
        Rows.write(operations, VERSION, files, (statement, file) -> statement.setString(1, versionName(file)));
    }

    private static void bind(PreparedStatement statement, KeptEntry entry) throws SQLException {
        statement.setInt(1, entry.position());
        if (entry.rowId().isPresent()) {
            statement.setLong(2, entry.rowId().get());
        } else {
            statement.setNull(2, Types.BIGINT);
        }
        statement.setString(3, entry.json());
        statement.setLong(4, entry.id());
    }

    /** {@return the root of a file as it was kept: members that are no entries, and null in the place of entries} */
    public Optional<String> root(String file) {
        return Rows.read(operations::prepareStatement, "SELECT root FROM mediaos_files WHERE file = ?", List.of(file),
                row -> Rows.text(row, 1)).stream().findFirst();
    }

    /** Removes the root of a file. */
    public void deleteRoot(String file) {
        Rows.write(operations, "DELETE FROM mediaos_files WHERE file = ?", List.of(file),
                (statement, name) -> statement.setString(1, name));
        raise(List.of(file));
    }

    /** Keeps the root of a file. */
    public void keepRoot(String file, String root) {
        Rows.write(operations, ROOT, List.of(root), (statement, json) -> {
            statement.setString(1, file);
            statement.setString(2, json);
        });
        raise(List.of(file));
    }
}
