package org.reelgraph.testing;

import io.micronaut.core.annotation.NonNull;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** A server for one test class, on a free port, with an empty database in a folder of its own. */
@MicronautTest(transactional = false)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerTest implements TestPropertyProvider {

    // Below the build folder rather than in one that the test runner removes, since the server closes the database
    // after the class has ended.
    private final Path folder = newFolder(getClass().getSimpleName());

    private Optional<String> token = Optional.empty();
    private Optional<GraphQlClient> anonymous = Optional.empty();

    @Inject
    protected EmbeddedServer server;

    @Override
    public final @NonNull Map<String, String> getProperties() {
        var properties = new HashMap<>(Accounts.SETTINGS);
        properties.putAll(settings());
        properties.put("reelgraph.data-dir", folder.toString());
        properties.put("micronaut.server.port", "-1");
        TestDatabase.create(folder);
        return properties;
    }

    /** {@return settings of the test's server that differ from the defaults} */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** {@return the data folder} */
    protected Path folder() {
        return folder;
    }

    /** {@return a client of the server's GraphQL endpoint, signed in as its first admin} */
    protected GraphQlClient client() {
        if (token.isEmpty()) {
            token = Optional.of(Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken")
                    .asText());
        }
        return anonymous().with(token.get());
    }

    /** Has {@link #client} sign in again, as after a restore, which ends all sessions. */
    protected void signOut() {
        token = Optional.empty();
    }

    /** {@return a client that is not signed in} */
    protected GraphQlClient anonymous() {
        if (anonymous.isEmpty()) {
            // The server limits the connections of an IP address, and each client has connections of its own.
            anonymous = Optional.of(new GraphQlClient(server.getURI()));
        }
        return anonymous.get();
    }

    /** {@return a new empty folder} */
    public static Path newFolder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
