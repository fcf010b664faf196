package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.StorageException;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void givenASettingThatCanNotBeUsed_whenStarting_thenTheReasonNamesIt() {
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("reelgraph.data-dir",
                ServerTest.newFolder("StartFailureTest").toString(), "reelgraph.import-zone", "Mars/X"))).satisfies(
                        failure -> assertThat(StartFailure.reasonOf(failure))
                                .hasValue("REELGRAPH_IMPORT_ZONE is a zone such as Europe/Berlin, not 'Mars/X'."));
    }

    @Test
    void givenAnyOtherFailure_whenStarting_thenTheFrameworkTellsAllItKnows() {
        assertThat(StartFailure.reasonOf(new IllegalStateException("bug"))).isEmpty();
    }
}
