package org.reelgraph.connections.health;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.health.MonitoredServices;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;
import org.reelgraph.testing.servers.FakeSabnzbd;
import org.reelgraph.testing.servers.FakeTool;
import org.reelgraph.testing.servers.FakeTool.Misdeed;

import static org.assertj.core.api.Assertions.assertThat;

/** How servers are left alone that fail, and come back. */
class ServerHealthTest extends ServerTest {

    @Inject
    List<MonitoredServices> services;

    @Inject
    TestClock clock;

    private FakeSabnzbd sabnzbd;
    private int count;

    @BeforeAll
    void startServer() throws IOException {
        sabnzbd = new FakeSabnzbd();
    }

    @AfterAll
    void stopServer() {
        sabnzbd.close();
    }

    // Access tokens expire meanwhile.
    private void pass(Duration time) {
        clock.pass(time);
        signOut();
    }

    private String created() {
        sabnzbd.misbehave(null);
        return client().data("""
                             mutation($input: CreateDownloaderInput!) { createDownloader(input: $input) {
                               downloader { id } } }""",
                Map.of("input",
                        Map.of("name", "Server " + count++, "kind", "SABNZBD", "baseUrl", sabnzbd.url(), "apiKey",
                                FakeTool.SECRET)))
                .findValue("id").asText();
    }

    private Optional<String> check(String id) {
        return services.stream().flatMap(some -> some.all().stream()).filter(each -> each.key().equals(id)).findFirst()
                .orElseThrow().probe().problem();
    }

    private JsonNode health(String id) {
        return client()
                .data("""
                      query($id: ID!) { downloader(id: $id) { health { level failingSince lastFailureAt lastProblem
                        lastMessage disabledUntil } } }""", Map.of("id", id)).at("/downloader/health");
    }

    private long minutesLeft(String id) {
        var until = health(id).get("disabledUntil");
        return until.isNull()
                ? 0
                : Duration.between(clock.instant(), Instant.parse(until.asText())).plusSeconds(30)
                        .toMinutes();
    }

    @Test
    void givenAServerThatFailsAgainAndAgain_whenItIsChecked_thenItIsLeftAloneLongerAndLonger_andComesBackInSteps() {
        pass(Duration.ofMinutes(16));
        var id = created();
        sabnzbd.misbehave(Misdeed.UNAVAILABLE);
        var pauses = new ArrayList<Long>();
        for (var i = 0; i < 11; i++) {
            assertThat(check(id)).isPresent();
            pauses.add(minutesLeft(id));
            pass(Duration.ofHours(25));
        }

        assertThat(pauses).containsExactly(1L, 5L, 15L, 30L, 60L, 180L, 360L, 720L, 1440L, 1440L, 1440L);
        var failing = health(id);
        assertThat(failing.get("level").asInt()).isEqualTo(9);
        assertThat(failing.get("lastProblem").asText()).isEqualTo("SERVER_ERROR");
        assertThat(failing.get("failingSince").asText()).isLessThan(failing.get("lastFailureAt").asText());
        sabnzbd.misbehave(null);
        assertThat(check(id)).isEmpty();
        var well = health(id);
        assertThat(well.get("level").asInt()).isEqualTo(8);
        assertThat(well.get("failingSince").isNull() && well.get("disabledUntil").isNull()).isTrue();
    }

    @Test
    void givenAServerThatIsLeftAlone_whenItIsChecked_thenItIsNotAsked_butATestOfItsOwnerAsksIt() {
        pass(Duration.ofMinutes(16));
        var id = created();
        sabnzbd.misbehave(Misdeed.BUSY);
        check(id);
        // It asked for two hours.
        assertThat(minutesLeft(id)).isEqualTo(120);
        var asked = sabnzbd.requests().size();

        sabnzbd.misbehave(null);
        assertThat(check(id)).hasValueSatisfying(message -> assertThat(message).contains("429"));
        assertThat(sabnzbd.requests()).hasSize(asked);
        var tested = client().data("mutation($id: ID!) { testConnection(input: {id: $id}) { succeeded server {"
                + " health { level disabledUntil } } } }", Map.of("id", id)).get("testConnection");
        assertThat(tested.get("succeeded").asBoolean()).isTrue();
        assertThat(tested.at("/server/health/level").asInt()).isZero();
        assertThat(check(id)).isEmpty();
    }

    @Test
    void givenAServerThatMovesElsewhere_whenItsAddressChanges_thenItsHealthIsForgotten() {
        pass(Duration.ofMinutes(16));
        var id = created();
        sabnzbd.misbehave(Misdeed.HTML);
        check(id);
        assertThat(health(id).get("level").asInt()).isEqualTo(1);

        client().data("mutation($id: ID!) { updateDownloader(input: {id: $id, baseUrl: \"http://127.0.0.1:1\","
                + " apiKey: \"k\"}) { userErrors { code } } }", Map.of("id", id));

        assertThat(health(id).get("level").asInt()).isZero();
    }
}
