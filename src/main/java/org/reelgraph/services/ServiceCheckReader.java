package org.reelgraph.services;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads what checks found. */
@Singleton
class ServiceCheckReader {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String LATEST = "SELECT service, at, millis, problem FROM service_checks WHERE id IN"
            + " (SELECT max(id) FROM service_checks GROUP BY service)";
    private static final String UPTIMES = """
                                          SELECT service,
                                              sum(CASE WHEN at >= ? AND problem IS NULL THEN 1 ELSE 0 END),
                                              sum(CASE WHEN at >= ? THEN 1 ELSE 0 END),
                                              sum(CASE WHEN problem IS NULL THEN 1 ELSE 0 END), count(*)
                                            FROM service_checks WHERE at >= ? AND at <= ? GROUP BY service""";

    private final Statements statements;

    ServiceCheckReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the last check of each service} */
    List<ServiceCheck> findLatest() {
        return Rows.read(statements, LATEST, List.of(), row -> new ServiceCheck(Rows.text(row, 1),
                Rows.instant(row, 2), row.getInt(3), Optional.ofNullable(Rows.textOrNull(row, 4))));
    }

    /** {@return how often each service was up until now} */
    List<Uptime> findUptimes(Instant now) {
        var day = now.minus(DAY).toEpochMilli();
        return Rows.read(statements, UPTIMES,
                List.of(day, day, now.minus(ServiceCheckRetention.KEPT).toEpochMilli(), now.toEpochMilli()),
                row -> new Uptime(Rows.text(row, 1), share(row, 2), share(row, 4)));
    }

    private static @Nullable Double share(ResultSet row, int column) throws SQLException {
        var checks = row.getInt(column + 1);
        return checks == 0 ? null : (double) row.getInt(column) / checks;
    }
}
