package org.reelgraph.connections.sync;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.servers.FakeKind;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class SyncRestartTest {

    private void withServer(Path folder, Consumer<SyncClient> use) {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(SyncClient.FAST);
        settings.put("reelgraph.data-dir", folder.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("reelgraph.stop-grace", "0s");
        settings.put("reelgraph.connections.timeout", "30s");
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            use.accept(new SyncClient(Accounts.admin(server.getURI()), folder));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenAServerThatStopsAmidASync_whenTheNextStarts_thenItGoesOnWithoutReadingAnythingTwice(FakeKind kind)
            throws Exception {
        var folder = ServerTest.newFolder("SyncRestartTest");
        var job = new AtomicReference<String>();
        try (var fake = kind.start()) {
            fake.fill(5, 4, 1, 2);
            var held = fake.hold(fake.seasonsRequest(1_000_008));
            withServer(folder, syncs -> {
                job.set(syncs.start(syncs.connect("Attic", fake), "FULL", Map.of()).at("/job/id")
                        .asText());
                try {
                    held.awaitRequest();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var before = fake.requests();
            fake.calmDown();
            held.release();

            withServer(folder, syncs -> {
                var ended = syncs.ended(job.get());
                assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
                assertThat(ended.get("created").asInt()).isEqualTo(9);
            });

            assertThat(before).contains(fake.metadataRequest(5)).anyMatch(each -> each.startsWith(fake.listRequest(1)));
            assertThat(fake.requests()).contains(fake.seasonsRequest(1_000_008))
                    .noneMatch(each -> each.startsWith(fake.listRequest(1)) || each.startsWith(fake.listRequest(2)))
                    .doesNotContain("get_tautulli_info", "/library/sections")
                    .doesNotContainAnyElementsOf(IntStream.rangeClosed(1, 5).mapToObj(fake::metadataRequest).toList());
        }
    }
}
