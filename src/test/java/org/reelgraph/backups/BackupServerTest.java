package org.reelgraph.backups;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A server whose backups are made and restored, by jobs and by commands beside it. */
@Timeout(180)
abstract class BackupServerTest extends ServerTest {

    private static final String JOB = """
                                      query($id: ID!) { job(id: $id) { state error
                                        log { edges { node { message } } }
                                        ... on BackupJob { backup { id fileName backupKind note rowCount sizeBytes database
                                          tables { name rowCount checksum } } }
                                        ... on BackupCheckJob { backup { id } }
                                        ... on RestoreJob { backup { id } only importJob { id } restorePoint { id backupKind note } } } }""";

    // A restore ends all sessions.
    protected GraphQlClient admin;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0", "reelgraph.rate.queries", "0");
    }

    @BeforeEach
    void signIn() {
        admin = Accounts.admin(server.getURI());
    }

    JsonNode ended(String id) {
        new Jobs(admin, folder()).awaitEnd(id);
        admin = Accounts.admin(server.getURI());
        return look(id);
    }

    JsonNode look(String id) {
        return admin.data(JOB, Map.of("id", id)).get("job");
    }

    JsonNode create(String note) {
        var id = admin.data("mutation($note: String) { createBackup(input: {note: $note}) { job { id } } }",
                Map.of("note", note)).findValue("id").asText();
        var job = ended(id);
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        return job.get("backup");
    }

    JsonNode restore(String backup, String options) {
        return admin.data("mutation($id: ID!) { restoreBackup(input: {id: $id " + options
                + "}) { job { id } userErrors { code message path } } }", Map.of("id", backup)).get("restoreBackup");
    }

    JsonNode restored(String backup) {
        return ended(restore(backup, "").at("/job/id").asText());
    }

    Path file(String name) {
        return folder().resolve("backups").resolve(name);
    }

    List<String> rows() throws SQLException {
        return Tables.rows(folder()).stream().sorted().toList();
    }

    int count(String title) {
        return admin.data("query($t: String!) { search(query: $t) { totalCount } }", Map.of("t", title))
                .at("/search/totalCount").asInt();
    }

    Ended command(String... arguments) {
        return command(folder(), TestDatabase.address(folder()).orElse(""), arguments);
    }

    static Ended command(Path data, String database, String... arguments) {
        System.setProperty("reelgraph.data-dir", data.toString());
        System.setProperty("reelgraph.database", database);
        try {
            return Ended.of((Object[]) arguments);
        } finally {
            System.clearProperty("reelgraph.data-dir");
            System.clearProperty("reelgraph.database");
        }
    }

    /** {@return the id of the backup that a command has made} */
    static String backupIn(Ended made) {
        assertThat(made.code()).as(made.toString()).isZero();
        return made.out().lines().filter(line -> line.startsWith("backup_")).findFirst().orElseThrow().split(" ")[0];
    }
}
