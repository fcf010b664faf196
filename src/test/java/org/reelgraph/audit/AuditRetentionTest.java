package org.reelgraph.audit;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** How long entries of the audit trail are kept, whatever the clock does. */
class AuditRetentionTest extends ServerTest {

    @Inject
    TestClock clock;
    @Inject
    RetentionRunner retention;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.audit.retention", "10d", "reelgraph.sign-in.access-time", "90d");
    }

    private List<String> rows() throws SQLException {
        return Tables.query(folder(), "SELECT action, outcome, count FROM audit_log ORDER BY id");
    }

    @Test
    void givenOldEntries_whenTheirTimeIsOver_thenTheyGoAndThatIsNoted() throws SQLException {
        var now = clock.instant();
        Tables.noteDaily(folder(), now.minus(Duration.ofDays(9)), now);
        Tables.run(folder(),
                "INSERT INTO audit_log SELECT value, " + now.minus(Duration.ofDays(11)).toEpochMilli()
                        + ", 'USER', NULL, NULL, 'old', NULL, NULL, 'SUCCESS', 1, NULL,"
                        + " NULL, NULL FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 2500) SELECT value FROM n) AS numbers");
        Accounts.newUser(client(), "recent@audit.example.org", Role.USER);
        var recent = rows().stream().filter(row -> !row.contains("|old|")).toList();

        retention.removeOld();

        assertThat(rows()).doesNotContain("|old|SUCCESS|1").containsAll(recent);
        assertThat(client()
                .data("{ auditLog(first: 100, filter: {action: \"expireAuditLog\"}) { edges { node { label } } } }")
                .findValuesAsText("label"))
                .hasSize(3).anyMatch(label -> label.startsWith("1000 entries"));
    }

    @Test
    void givenAClockThatIsSetForward_whenTheServerGoesOn_thenEntriesAreKeptUntilTheirTimeHasReallyPassed()
            throws SQLException {
        Tables.run(folder(), "DELETE FROM audit_log");
        var before = clock.instant();
        Tables.noteDaily(folder(), before.minus(Duration.ofDays(8)), before);
        clock.jump(Duration.ofDays(500));
        try {
            retention.removeOld();
            Tables.noteDaily(folder(), clock.instant(), clock.instant().plusMillis(1));
            retention.removeOld();
            assertThat(rows()).as("after a jump").filteredOn(row -> row.startsWith("|daily|")).hasSize(11);

            Tables.noteDaily(folder(), clock.instant().plusMillis(1), clock.instant().plus(Duration.ofDays(11)));
            clock.pass(Duration.ofDays(11));
            retention.removeOld();

            assertThat(Tables.query(folder(), "SELECT count(*) FROM audit_log WHERE at <= " + before.toEpochMilli()))
                    .as("after eleven days").containsExactly("|0");
        } finally {
            clock.jump(Duration.ofDays(-500));
            Tables.run(folder(), "DELETE FROM audit_log");
        }
    }
}
