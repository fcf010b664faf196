package org.reelgraph.verification;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.verification.checks.Thresholds;

/** Keeps what verifications demand, on the writer's connection. */
@Singleton
public class ThresholdStore {

    private static final String SAVE = """
                                       INSERT INTO verification_settings (id, min_duration_seconds, min_bitrates, allowed_containers)
                                       VALUES (1, ?, ?, ?)
                                       ON CONFLICT (id) DO UPDATE SET min_duration_seconds = excluded.min_duration_seconds,
                                         min_bitrates = excluded.min_bitrates, allowed_containers = excluded.allowed_containers""";
    private static final String DELETE = "DELETE FROM verification_settings";

    private final JdbcOperations operations;

    ThresholdStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return what is set; empty if nothing ever was} */
    public Optional<Thresholds.Own> find() {
        return Rows.read(operations::prepareStatement, ThresholdReader.FIND, List.of(), ThresholdReader::read).stream()
                .findFirst();
    }

    /** Sets these in place of what was set. */
    public void save(Thresholds.Own own) {
        operations.prepareStatement(SAVE, statement -> {
            Rows.set(statement, 1, own.minDurationSeconds().orElse(null));
            statement.setString(2, own.minBitrates().map(ThresholdReader::write).orElse(null));
            statement.setString(3, own.allowedContainers().map(ThresholdReader::write).orElse(null));
            return statement.executeUpdate();
        });
    }

    /** Sets nothing any more. */
    public void delete() {
        operations.prepareStatement(DELETE, PreparedStatement::executeUpdate);
    }
}
