package org.reelgraph.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.storage.writebehind.BufferFlusher;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class DenialRecorderTest extends ServerTest {

    private static final String FORBIDDEN = "{\"query\": \"mutation { deleteUser(input: {id: \\\"x\\\"}) { deletedId } }\"}";

    @Inject
    DenialRecorder refusals;
    @Inject
    BufferFlusher flusher;
    @Inject
    TestClock clock;
    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.trusted-proxies", "127.0.0.1", "reelgraph.rate.mutations", "500",
                "reelgraph.sign-in.access-time", "90d");
    }

    // Each test has a minute of its own.
    @BeforeEach
    void beginAMinute() throws SQLException {
        refusals.write();
        Tables.run(folder(), "DELETE FROM audit_log");
        clock.pass(Duration.ofSeconds(60 - clock.instant().getEpochSecond() % 60));
    }

    private List<String> rows() throws SQLException {
        return Tables.query(folder(), "SELECT actor, action, outcome, count, address FROM audit_log"
                + " WHERE outcome <> 'SUCCESS' ORDER BY id");
    }

    private void refusedFrom(String address, int times) {
        var client = anonymous();
        for (var i = 0; i < times; i++) {
            client.post(FORBIDDEN, "x-forwarded-for", address, "accept", "application/json");
        }
    }

    @Test
    void givenAFloodOfRefusedRequests_whenWritten_thenItIsOneRowWithACount() throws SQLException {
        counter.reset();
        refusedFrom("203.0.113.1", 1_000);
        assertThat(counter.statements()).isEmpty();

        refusals.write();

        assertThat(rows()).containsExactly("|ANONYMOUS|deleteUser|REFUSED|1000|203.0.113.1");
        // None if the server has written the row by itself meanwhile.
        assertThat(counter.statements()).filteredOn(sql -> sql.startsWith("INSERT")).hasSizeLessThanOrEqualTo(1);
        var kinds = client()
                .data("{ auditLog(filter: {outcome: REFUSED}) { edges { node { refusals { action code count } } } } }");
        assertThat(kinds.findValuesAsText("code")).containsExactlyInAnyOrder("UNAUTHENTICATED", "RATE_LIMITED");
        assertThat(kinds.findValues("count").stream().mapToInt(JsonNode::asInt).sum()).isEqualTo(1_000);
    }

    @Test
    void givenAMinuteThatGoesOn_whenWrittenAgain_thenItsRowCountsOn() throws SQLException {
        refusedFrom("203.0.113.2", 2);
        refusals.write();
        refusedFrom("203.0.113.2", 3);
        refusals.write();
        assertThat(rows()).containsExactly("|ANONYMOUS|deleteUser|REFUSED|5|203.0.113.2");

        clock.pass(Duration.ofMinutes(1));
        refusedFrom("203.0.113.2", 1);
        refusals.write();
        refusals.write();

        assertThat(rows()).containsExactly("|ANONYMOUS|deleteUser|REFUSED|5|203.0.113.2",
                "|ANONYMOUS|deleteUser|REFUSED|1|203.0.113.2");
    }

    @Test
    void givenSeveralCallers_whenRefused_thenEachHasARow() throws SQLException {
        Accounts.newUser(client(), "refused@example.org", Role.USER);
        var user = Accounts.signedIn(server.getURI(), "refused@example.org", Accounts.PASSWORD);
        user.post(FORBIDDEN);
        anonymous().with(Accounts.newKey(user, Role.USER)).post(FORBIDDEN);
        user.post("{\"query\": \"{ users { totalCount } }\"}");
        anonymous().post(FORBIDDEN);
        anonymous().with("garbage").post(FORBIDDEN);
        Accounts.login(anonymous(), "refused@example.org", "not the password");
        refusedFrom("2001:db8:1:2::3", 1);
        refusedFrom("2001:db8:1:2:ffff::4", 1);
        refusals.write();

        assertThat(rows()).containsExactlyInAnyOrder("|USER|deleteUser|REFUSED|3|127.0.0.1",
                "|ANONYMOUS|deleteUser|REFUSED|3|127.0.0.1", "|ANONYMOUS|deleteUser|REFUSED|2|2001:db8:1:2:0:0:0:3");
        var found = client().data("""
                                  { auditLog(filter: {action: "login" outcome: REFUSED}) {
                                    edges { node { refusals { action code count } } } } }""");
        assertThat(found.toString()).contains("{\"action\":\"login\",\"code\":\"INVALID_CREDENTIALS\",\"count\":1}",
                "{\"action\":\"authenticate\",\"code\":\"UNAUTHENTICATED\",\"count\":1}");
        assertThat(client().data("{ auditLog(filter: {action: \"Query.users\"}) { totalCount } }")
                .at("/auditLog/totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void givenMoreAddressesThanAreToldApart_whenRefused_thenTheFurtherOnesShareARow() throws SQLException {
        for (var i = 0; i < 1_200; i++) {
            refusals.count(new RequestDenied(new Caller("r", "10.0." + i / 250 + "." + i % 250, "", Optional.empty()),
                    "login", "INVALID_CREDENTIALS"));
        }
        refusals.count(new RequestDenied(new Caller("r", "10.9.9.9", "", Optional.of(new Viewer(7,
                new Credential(Credential.Kind.SESSION, 8), Role.USER))), "Query.users", "FORBIDDEN"));
        refusals.write();

        assertThat(rows()).hasSize(202).contains("|ANONYMOUS|login|REFUSED|1000|null",
                "|USER|Query.users|REFUSED|1|10.9.9.9");
    }

    @Test
    void givenAMutationThatFails_whenCounted_thenItFailedAndWasNotRefused() throws SQLException {
        Tables.run(folder(), "ALTER TABLE settings RENAME TO gone");
        try {
            client().answer(
                    "mutation { changeSetting(input: {name: \"REELGRAPH_LIMITS_DEPTH\" value: \"20\"}) { __typename } }");
        } finally {
            Tables.run(folder(), "ALTER TABLE gone RENAME TO settings");
        }
        refusals.write();

        assertThat(rows()).containsExactly("|USER|changeSetting|FAILED|1|127.0.0.1");
    }

    @Test
    void givenADatabaseThatCanNotBeWritten_whenItCanAgain_thenNothingIsLost() throws SQLException {
        refusedFrom("203.0.113.3", 2);
        Tables.refuseRows(folder(), "audit_log");
        flusher.flush();
        Tables.takeRows(folder(), "audit_log");
        assertThat(rows()).isEmpty();
        assertThat(refusals.waiting()).isEqualTo(1);

        flusher.flush();

        assertThat(rows()).containsExactly("|ANONYMOUS|deleteUser|REFUSED|2|203.0.113.3");
        assertThat(refusals.waiting()).isZero();
    }

    @Test
    void givenAServerThatStops_whenSomethingWasRefused_thenItIsWrittenFirst() throws SQLException {
        var folder = newFolder("RefusalsTest");
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1"));
        try (var stopping = ApplicationContext.run(EmbeddedServer.class, settings)) {
            new GraphQlClient(stopping.getURI()).post(FORBIDDEN);
        }

        assertThat(Tables.query(folder, "SELECT action, outcome, count FROM audit_log"))
                .containsExactly("|createFirstAdmin|SUCCESS|1", "|deleteUser|REFUSED|1");
    }

    @Test
    @SqliteOnly
    void givenAFilterByOutcomeOrTarget_whenEntriesAreListed_thenAnIndexOfOnlySuchEntriesFindsThem()
            throws SQLException {
        for (var filter : List.of("{outcome: REFUSED}", "{target: \"user_0000000000000\"}")) {
            counter.reset();
            client().data("{ auditLog(filter: " + filter + ") { edges { node { id } } } }");
            var listing = counter.statements().stream().filter(sql -> sql.contains("FROM audit_log")).toList();

            assertThat(listing).hasSize(1);
            assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + listing.getFirst())).as(filter)
                    .anyMatch(step -> step.contains("USING INDEX audit_log_by_"))
                    .noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
        }
    }
}
