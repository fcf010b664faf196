package org.reelgraph.storage.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresqlOnly
class PostgresqlMigrationsTest {

    private static final Path ALL = Path.of("migrations/postgresql");
    private static final Path UNDO = Path.of("migrations/undo/postgresql");

    // All that a script can leave behind, but for Flyway's own table.
    private static List<String> objects(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT CAST(relkind AS text) || ' ' || relname FROM pg_class"
                        + " WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'flyway%'"
                        + " UNION ALL SELECT 'function ' || proname FROM pg_proc"
                        + " WHERE pronamespace = 'public'::regnamespace ORDER BY 1")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** {@return the scripts in a folder, by their numbers} */
    private static List<Path> scripts(Path folder) throws IOException {
        try (var scripts = Files.list(folder)) {
            return scripts.sorted().toList();
        }
    }

    @Test
    void givenAllScripts_whenUndone_thenNothingIsLeft_andTheWayForthWorksAgain() throws Exception {
        try (var database = TestDatabase.openEmptyLibrary(); var statement = database.createStatement()) {
            var before = objects(database);
            statement.execute("INSERT INTO people (id, name, created_at, updated_at) VALUES (1, 'Undone', 0, 0)");

            for (var script : scripts(UNDO).reversed()) {
                statement.execute(Files.readString(script));
            }
            assertThat(objects(database)).isEmpty();

            for (var script : scripts(ALL)) {
                statement.execute(Files.readString(script));
            }
            assertThat(objects(database)).isEqualTo(before).isNotEmpty();
        }
    }
}
