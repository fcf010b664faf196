package org.reelgraph.storage;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;

@SqliteOnly
@Tag("database")
class DurabilityTest {

    @ParameterizedTest
    @CsvSource({"full, 2", "normal, 1"})
    void givenADurability_whenStarted_thenTheWriterWaitsForTheDiskAccordingly(String durability, int synchronous)
            throws SQLException {
        var folder = ServerTest.newFolder("DurabilityTest").toString();
        try (var context = ApplicationContext
                .run(Map.of("reelgraph.data-dir", folder, "reelgraph.durability", durability));
                var connection = context.getBean(DataSourceResolver.class)
                        .resolve(context.getBean(DataSource.class, Qualifiers.byName("writer"))).getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(synchronous);
        }
    }
}
