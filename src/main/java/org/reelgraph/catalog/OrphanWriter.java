package org.reelgraph.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.stream.Collectors;
import org.reelgraph.storage.copy.Remnants;

/** Deletes credits and images of owners that are gone. */
@Singleton
class OrphanWriter implements Remnants {

    private final JdbcOperations operations;

    OrphanWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    @Override
    public Map<String, Integer> delete() {
        return OrphanReader.TABLES.stream().collect(Collectors.toMap(table -> table, table -> operations
                .prepareStatement("DELETE FROM " + OrphanReader.ORPHANS.formatted(table),
                        PreparedStatement::executeUpdate)));
    }
}
