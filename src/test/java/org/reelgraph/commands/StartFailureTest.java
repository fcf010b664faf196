package org.reelgraph.commands;

import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.storage.StorageException;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@SqliteOnly
@Tag("database")
class StartFailureTest {

    @Test
    void givenAFailureTheOwnerCanMend_whenStarting_thenTheReasonIsItsMessage() {
        var storage = new IllegalStateException("bean",
                new StorageException("The folder can't be made", new Exception()));
        var file = new IllegalStateException("pool", new SQLException("file is not a database"));
        var port = new ServerStartupException("Unable to start Micronaut server on [::1]:8080",
                new IOException("bind(..) failed with error(-98): Address already in use"));

        assertThat(StartFailure.reasonOf(storage)).hasValue("The folder can't be made");
        assertThat(StartFailure.reasonOf(file)).hasValue("The database can't be opened: file is not a database.");
        assertThat(StartFailure.reasonOf(port))
                .hasValue(
                        "It can't listen on [::1]:8080: Address already in use. See MICRONAUT_SERVER_HOST and MICRONAUT_SERVER_PORT.");
    }

    @ParameterizedTest
    @CsvSource({"micronaut.server.host, 192.0.2.1, can't listen on 192.0.2.1",
            "reelgraph.hosts, http://reel.example.org, 'REELGRAPH_HOSTS: ''http://reel.example.org'' isn''t a host name'",
            "reelgraph.import-zone, Mars/X, 'REELGRAPH_IMPORT_ZONE is a zone such as Europe/Berlin, not ''Mars/X''.'",
            "reelgraph.durability, maybe, 'REELGRAPH_DURABILITY is full or normal, not ''maybe''.'",
            "reelgraph.check, maybe, 'REELGRAPH_CHECK is quick, full or off, not ''maybe''.'",
            "reelgraph.secret, short, REELGRAPH_SECRET must have at least 32 characters.",
            "reelgraph.limits.depth, deep, 'REELGRAPH_LIMITS_DEPTH is a whole number from 1 to 2,147,483,647, not'"})
    void givenASettingThatCanNotBeUsed_whenStarting_thenTheReasonNamesIt(String name, String value, String reason) {
        var folder = ServerTest.newFolder("StartFailureTest");
        TestDatabase.create(folder);

        RefusedStart.of(Map.of("reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1", name, value))
                .satisfies(failure -> assertThat(StartFailure.reasonOf(failure)).get().asString().contains(reason));
    }

    @Test
    void givenAnyOtherFailure_whenStarting_thenTheFrameworkTellsAllItKnows() {
        assertThat(StartFailure.reasonOf(new IllegalStateException("bug"))).isEmpty();
    }
}
