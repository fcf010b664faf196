package org.reelgraph.graphql.access;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseIndependent
class AccessSettingsTest extends ServerTest {

    @ParameterizedTest
    @CsvSource({", 127.0.0.1, true", ", localhost, true", ", ::1, true", ", [::1], true", ", 0.0.0.0, false",
            ", ::, false",
            ", 192.168.1.4, false", ", , false", ", '', false", "catalog, 0.0.0.0, true", "none, 127.0.0.1, false",
            "' None ', 127.0.0.1, false", "'', 127.0.0.1, true"})
    void givenASettingAndAnAddress_whenNobodyIsSignedIn_thenTheySeeTheCatalogueOrNot(String setting, String host,
            boolean sees) {
        assertThat(new AnonymousAccess(setting, host).seesCatalog()).isEqualTo(sees);
    }

    @ParameterizedTest
    @CsvSource({"reelgraph.anonymous, everything, REELGRAPH_ANONYMOUS",
            "reelgraph.trusted-proxies, proxy.example.org, REELGRAPH_TRUSTED_PROXIES",
            "reelgraph.trusted-proxies, 10.0.0.0/x, REELGRAPH_TRUSTED_PROXIES",
            "reelgraph.trusted-proxies, 10.0.0.0/99, REELGRAPH_TRUSTED_PROXIES",
            "reelgraph.secret, short, REELGRAPH_SECRET", "reelgraph.sign-in.hash-memory, 0, _HASH_MEMORY",
            "reelgraph.sign-in.hash-iterations, 0, _HASH_ITERATIONS",
            "reelgraph.sign-in.hash-memory, 2147483647, _HASH_MEMORY",
            "reelgraph.sign-in.hash-parallelism, 100, _HASH_PAR",
            "reelgraph.sign-in.queue, 0, REELGRAPH_SIGN_IN_QUEUE",
            "reelgraph.sign-in.access-time, 999999999999999999d, _ACCESS_TIME",
            "reelgraph.sign-in.tries-time, 100000000d, _TRIES_TIME", "reelgraph.limits.time, 400000000h, _TIME",
            "reelgraph.audit.retention, 99999999d, REELGRAPH_AUDIT_RETENTION",
            "reelgraph.changes.retention, -1d, REELGRAPH_CHANGES_RETENTION",
            "reelgraph.sign-in.access-time, -5m, _ACCESS_TIME",
            "reelgraph.sign-in.refresh-grace, -1s, _REFRESH_GRACE",
            "micronaut.server.context-path, graphql, MICRONAUT_SERVER_CONTEXT_PATH",
            "micronaut.server.context-path, /g, MICRONAUT_SERVER_CONTEXT_PATH",
            "reelgraph.audit.retention, 0d, REELGRAPH_AUDIT_RETENTION",
            "reelgraph.rate.mutations, -1, REELGRAPH_RATE_MUTATIONS", "reelgraph.sign-in.tries, 0, _TRIES",
            "reelgraph.limits.depth, -1, REELGRAPH_LIMITS_"})
    void givenASettingThatCanNotBe_whenStarted_thenTheReasonNamesIt(String setting, String value, String name) {
        var settings = Map.<String, Object>of("reelgraph.data-dir", newFolder("AccessSettingsTest").toString(),
                "micronaut.server.port", "-1", setting, value);

        RefusedStart.of(settings)
                .hasStackTraceContaining(name);
    }

    @Test
    void givenAForwardedAddressFromAStranger_whenSignedIn_thenItCountsForNothing() {
        var body = GraphQlClient
                .write(Map.of("query", "mutation { login(input: {email: \"%s\", password: \"%s\"}) { accessToken } }"
                        .formatted(Accounts.ADMIN, Accounts.PASSWORD)));
        var token = GraphQlClient.json(anonymous().post(body, "x-forwarded-for", "1.2.3.4", "forwarded", "for=1.2.3.4",
                "x-real-ip", "1.2.3.4").body()).at("/data/login/accessToken").asText();

        assertThat(anonymous().with(token).data("{ viewer { sessions { ip } } }").at("/viewer/sessions"))
                .extracting(session -> session.get("ip").asText()).containsOnly("127.0.0.1");
    }

    @Test
    void givenARequestIdFromAStranger_whenAnswered_thenTheServersOwnCounts() {
        assertThat(anonymous().post("{", "x-request-id", "mine").headers().firstValue("x-request-id").get())
                .matches("[0-9A-Z]{13}");
    }
}
