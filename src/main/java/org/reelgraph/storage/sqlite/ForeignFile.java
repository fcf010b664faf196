package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.foreign.ForeignDatabase;

/**
 * A copy of another program's file.
 *
 * @see <a href="https://sqlite.org/security.html">What SQLite advises for files that can't be trusted</a>
 */
final class ForeignFile implements ForeignDatabase {

    private static final int LONGEST = 262_144;
    private static final String TABLES = "SELECT name, type = 'table' FROM pragma_table_list"
            + " WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    private static final String COLUMNS = "SELECT name FROM pragma_table_info(?) ORDER BY cid";

    private final Path folder;
    private final ForeignFiles others;
    private final FileState state;
    private final Connection connection;

    /**
     * @param folder the folder of the copy
     * @param state  that of the file of which it is a copy
     */
    ForeignFile(Path folder, ForeignFiles others, FileState state) throws SQLException {
        this.folder = folder;
        this.others = others;
        this.state = state;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(ForeignFiles.COPY));
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA query_only = ON");
            // Reads the schema, and what another program left in the log.
            statement.execute("SELECT count(*) FROM sqlite_schema");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** {@return the state of the file when it was copied} */
    FileState state() {
        return state;
    }

    @Override
    public List<ForeignTable> tables() {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<ForeignTable>();
            while (row.next()) {
                tables.add(new ForeignTable(row.getString(1), row.getBoolean(2),
                        row.getBoolean(2) ? columns(row.getString(1)) : List.of()));
            }
            return tables;
        } catch (SQLException e) {
            throw new StorageException("The tables can't be read: " + StorageFailure.reasonOf(e) + ".", e);
        }
    }

    private List<String> columns(String table) throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                var columns = new ArrayList<String>();
                while (row.next()) {
                    columns.add(row.getString(1));
                }
                return columns;
            }
        }
    }

    @Override
    public String bounded(String column) {
        return "CASE WHEN typeof(" + column + ") = 'blob' OR octet_length(" + column + ") > " + LONGEST
                + " THEN x'' ELSE " + column + " END";
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            connection.close();
            others.remove(folder);
        } catch (SQLException e) {
            throw new StorageException(
                    "The copy in " + folder + " can't be closed: " + StorageFailure.reasonOf(e) + ".", e);
        } catch (IOException e) {
            throw StorageException.of("The copy in " + folder + " can't be removed", e);
        }
    }
}
