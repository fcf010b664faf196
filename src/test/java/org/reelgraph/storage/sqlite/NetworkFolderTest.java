package org.reelgraph.storage.sqlite;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Folders;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkFolderTest {

    @TempDir
    Path folder;

    private List<String> logged(NetworkFolder.Types types) {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(NetworkFolder.class);
        logger.addAppender(log);
        try (var context = BeanContext.build()) {
            new NetworkFolder(new Folders(folder, folder), types).warn(new StartupEvent(context));
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "NFS"})
    void givenANetworkFileSystem_whenStarted_thenTheLogWarnsOnce(String type) {
        assertThat(logged(place -> type)).singleElement().asString().contains(folder.toString(), type);
    }

    @Test
    void givenADiskOfTheMachine_orAnUnknownFileSystem_whenStarted_thenNothingIsSaid() {
        assertThat(logged(place -> Files.getFileStore(place).type())).isEmpty();
        assertThat(logged(place -> "ext4")).isEmpty();
        assertThat(logged(place -> {
            throw new IOException("unknown");
        })).isEmpty();
    }
}
