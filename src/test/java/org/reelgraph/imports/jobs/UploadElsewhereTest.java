package org.reelgraph.imports.jobs;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.imports.jobs.UploadRestartTest.awaitNoUploads;
import static org.reelgraph.imports.jobs.UploadRestartTest.movies;
import static org.reelgraph.imports.jobs.UploadRestartTest.server;
import static org.reelgraph.imports.jobs.UploadRestartTest.upload;

/** Uploaded files beside a server that doesn't have them. */
@PostgresqlOnly
@Tag("database")
@Timeout(180)
class UploadElsewhereTest {

    @Test
    void givenAnUpload_whenOnlyAnotherServerRuns_thenItWaitsForItsOwn_andOthersDont() throws Exception {
        var database = ServerTest.newFolder("UploadElsewhereTest");
        var own = ServerTest.newFolder("UploadElsewhereTest");
        String waiting;
        try (var first = server(own, database)) {
            var client = Accounts.admin(first.getURI());
            client.data("mutation { pauseJobs(input: {}) { userErrors { code } } }");
            waiting = upload(client, movies("first"));
        }
        try (var second = server(ServerTest.newFolder("UploadElsewhereTest"), database)) {
            var client = Accounts.admin(second.getURI());
            var jobs = new Jobs(client, database);
            client.data("mutation { resumeJobs(input: {}) { userErrors { code } } }");
            assertThat(jobs.ended(upload(client, movies("second"))).get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(state(database, waiting)).isEqualTo("|QUEUED|0");

            try (var first = server(own, database)) {
                assertThat(jobs.ended(waiting).get("status").asText()).isEqualTo("SUCCEEDED");
                awaitNoUploads(own);
            }
        }
    }

    private static String state(Path database, String id) throws SQLException {
        return Tables.query(database, "SELECT state, attempts FROM jobs WHERE id = " + GlobalId.parse(id).id())
                .getFirst();
    }
}
