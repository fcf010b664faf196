package org.reelgraph.storage.sqlite;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.reelgraph.storage.EarlyConnection;
import org.reelgraph.storage.Folders;

/** Opens the database file read-only. */
public final class SqliteEarlyConnection implements EarlyConnection {

    @Override
    public Optional<Connection> open(Folders folders) throws SQLException {
        return Files.exists(folders.database())
                ? Optional.of(DriverManager
                        .getConnection("jdbc:sqlite:" + folders.database() + "?open_mode=1&busy_timeout=5000"))
                : Optional.empty();
    }
}
