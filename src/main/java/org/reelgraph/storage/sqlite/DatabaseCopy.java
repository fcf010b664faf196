package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.reelgraph.storage.PrivateFile;

/** Copies a database while others use it. */
final class DatabaseCopy {

    private DatabaseCopy() {
    }

    /** Makes a copy that, like the database, only its user may read. */
    static void make(Connection database, Path file) throws IOException, SQLException {
        Files.deleteIfExists(file);
        Files.createFile(file, PrivateFile.mode());
        try (var vacuum = database.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, file.toString());
            vacuum.execute();
        }
    }

    /** Checks a copy that was made. */
    static void verify(Path file) throws SQLException {
        try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = copy.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check")) {
            if (!rows.next() || !"ok".equals(rows.getString(1))) {
                throw new SQLException("integrity_check of the copy found damage");
            }
        }
    }
}
