package org.reelgraph.storage.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * sqlite-jdbc's driver with connections that read for answers and keep their prepared statements. Its URLs have {@code kept-statements:} after {@code jdbc:} to tell them from those of
 * sqlite-jdbc.
 */
public final class StatementKeepingDriver extends JDBC {

    private static final String KEPT = "jdbc:kept-statements:";

    static {
        try {
            DriverManager.registerDriver(new StatementKeepingDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(KEPT + "sqlite:");
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        var plain = "jdbc:" + url.substring(KEPT.length());
        return new ReaderConnection(plain, plain.substring(PREFIX.length()), properties);
    }
}
