package org.reelgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.reelgraph.graphql.schema.GlobalId;

/** Makes backups through the public API, and further ones as copies of their files. */
public final class Archives {

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private Archives() {
    }

    /** {@return the name of the file of a new backup} */
    public static String create(GraphQlClient admin, Path dataFolder) {
        var job = admin.data("mutation { createBackup(input: {note: \"test\"}) { job { id } } }").findValue("id")
                .asText();
        new Jobs(admin, dataFolder).awaitEnd(job);
        return admin.data("query($id: ID!) { job(id: $id) { ... on BackupJob { backup { fileName } } } }",
                Map.of("id", job)).findValue("fileName").asText();
    }

    /** {@return the global id of a copy of a backup, with a number below 1000} */
    public static String copy(Path dataFolder, String fileName, int number) {
        var folder = dataFolder.resolve("backups");
        try {
            Files.copy(folder.resolve(fileName),
                    folder.resolve("reelgraph-20200101-000000-%03d-manual.backup".formatted(number)));
            return GlobalId.of("backup", FIRST.plusMillis(number).toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
