package org.reelgraph.connections.sync;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.tautulli.FakeTautulli;
import org.reelgraph.testing.tautulli.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class SyncRestartTest {

    private final Path folder = ServerTest.newFolder("SyncRestartTest");

    private void withServer(Consumer<SyncClient> use) {
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

    @Test
    void givenAServerThatStopsAmidASync_whenTheNextStarts_thenItGoesOnWithoutReadingAnythingTwice() throws Exception {
        var job = new AtomicReference<String>();
        try (var tautulli = new FakeTautulli()) {
            tautulli.fill(5, 4, 1, 2);
            var held = tautulli.hold("get_children_metadata 1000008");
            withServer(syncs -> {
                job.set(syncs.start(syncs.connect("Attic", tautulli), "FULL", Map.of()).at("/job/id")
                        .asText());
                try {
                    held.awaitRequest();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var before = tautulli.requests("get_");
            tautulli.calmDown();
            held.release();

            withServer(syncs -> {
                var ended = syncs.ended(job.get());
                assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
                assertThat(ended.get("created").asInt()).isEqualTo(9);
            });

            assertThat(before).contains("get_library_media_info 1  0 refresh", "get_metadata 5");
            assertThat(tautulli.requests()).contains("get_children_metadata 1000008")
                    .doesNotContain("get_tautulli_info").noneMatch(each -> each.startsWith("get_library_media_info"))
                    .noneMatch(each -> each.matches("get_metadata \\d"));
        }
    }
}
