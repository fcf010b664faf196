package org.reelgraph;

import io.micronaut.http.server.exceptions.ServerStartupException;
import java.net.BindException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.StorageException;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationTest {

    @Test
    void givenAFailureTheOwnerCanMend_whenStarting_thenTheReasonIsItsMessage() {
        var storage = new IllegalStateException("bean",
                new StorageException("The folder can't be made", new Exception()));
        var file = new IllegalStateException("pool", new SQLException("file is not a database"));
        var port = new ServerStartupException("Unable to start on 8080", new BindException("Address already in use"));

        assertThat(Application.reasonOf(storage)).hasValue("The folder can't be made");
        assertThat(Application.reasonOf(file)).hasValue("The database can't be opened: file is not a database");
        assertThat(Application.reasonOf(port))
                .hasValue("Unable to start on 8080: java.net.BindException: Address already in use");
    }

    @Test
    void givenAnyOtherFailure_whenStarting_thenTheFrameworkTellsAllItKnows() {
        assertThat(Application.reasonOf(new IllegalStateException("bug"))).isEmpty();
    }
}
