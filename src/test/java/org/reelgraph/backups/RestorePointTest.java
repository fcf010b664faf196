package org.reelgraph.backups;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written while a backup takes the place of the library. */
class RestorePointTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0", "reelgraph.rate.queries", "0");
    }

    @Test
    void givenSomebodyWhoWrites_whenABackupIsRestored_thenAllThatWasAcknowledgedIsThereOrInTheRestorePoint()
            throws SQLException {
        Archives.create(client(), folder());
        var backup = client().data("{ backups { edges { node { id } } } }").findValue("id").asText();
        var writer = Accounts.admin(server.getURI());
        var acknowledged = CompletableFuture.supplyAsync(() -> writeUntilSignedOut(writer));

        var point = restore(client(), backup);

        var kept = new HashSet<String>();
        var written = acknowledged.join();
        kept.addAll(titles());
        restore(Accounts.admin(server.getURI()), point);
        kept.addAll(titles());
        assertThat(kept).containsAll(written);
        assertThat(written).hasSizeGreaterThan(1);
    }

    // A restore ends all sessions.
    private static List<String> writeUntilSignedOut(GraphQlClient writer) {
        var acknowledged = new ArrayList<String>();
        for (var number = 1;; number++) {
            var title = "Wave " + number;
            var answer = writer.answer(
                    "mutation($t: String!) { importMovies(input: {movies: [{title: $t}]}) { created } }",
                    Map.of("t", title));
            if (answer.toString().contains("UNAUTHENTICATED")) {
                return acknowledged;
            }
            if (answer.at("/data/importMovies/created").asInt() == 1) {
                acknowledged.add(title);
            }
        }
    }

    private String restore(GraphQlClient admin, String backup) {
        var id = admin.data("mutation($id: ID!) { restoreBackup(input: {id: $id}) { job { id } } }",
                Map.of("id", backup)).findValue("id").asText();
        new Jobs(admin, folder()).awaitEnd(id);
        var job = Accounts.admin(server.getURI()).data(
                "query($id: ID!) { job(id: $id) { state ... on RestoreJob { restorePoint { id } } } }",
                Map.of("id", id)).get("job");
        assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
        return job.at("/restorePoint/id").asText();
    }

    private List<String> titles() throws SQLException {
        return Tables.query(folder(), "SELECT title FROM media_items WHERE title LIKE 'Wave %'").stream()
                .map(row -> row.substring(1)).toList();
    }
}
