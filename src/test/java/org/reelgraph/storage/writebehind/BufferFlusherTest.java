package org.reelgraph.storage.writebehind;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class BufferFlusherTest {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static class Letters implements WriteBehindBuffer {

        private final CountDownLatch written = new CountDownLatch(2);
        private boolean diskFull;

        @Override
        public String contents() {
            return "letters";
        }

        @Override
        public int waiting() {
            return (int) written.getCount();
        }

        @Override
        public Duration interval() {
            return Duration.ofMillis(1);
        }

        @Override
        public void write() {
            if (diskFull) {
                throw new IllegalStateException(new SQLiteException("", SQLiteErrorCode.SQLITE_FULL));
            }
            written.countDown();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(BufferFlusher.class)).addAppender(log);
    }

    @AfterEach
    void end() {
        ((Logger) LoggerFactory.getLogger(BufferFlusher.class)).detachAppender(log);
        executor.shutdownNow();
    }

    private BufferFlusher flusher(WriteBehindBuffer... buffers) {
        return new BufferFlusher(List.of(buffers), new ScheduledExecutorTaskScheduler(executor));
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void givenABuffer_whenTheServerHasStarted_thenItIsWrittenAgainAndAgain() throws InterruptedException {
        var letters = new Letters();
        try (var context = ApplicationContext.builder().build()) {
            flusher(letters).start(new StartupEvent(context));

            assertThat(letters.written.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void givenABufferThatCanNotBeWritten_whenFlushed_thenTheLogSaysSoAndTheOthersAreWritten() {
        var failing = new Letters();
        failing.diskFull = true;
        var other = new Letters();

        flusher(failing, other).flush();

        assertThat(other.waiting()).isEqualTo(1);
        assertThat(messages()).containsExactly("2 letters could not be written; trying again in 0 s");
        assertThat(log.list.getFirst().getThrowableProxy()).isNotNull();
    }

    @Test
    void givenABufferThatCanNotBeWritten_whenTheServerStops_thenTheLogSaysWhatIsLostAndWhy() {
        var failing = new Letters();
        failing.diskFull = true;
        var other = new Letters();
        try (var context = ApplicationContext.builder().build()) {
            flusher(failing, other).stop(new ShutdownEvent(context));
        }

        assertThat(other.waiting()).isEqualTo(1);
        assertThat(messages())
                .containsExactly("The server stops without having written 2 letters: the disk is full");
    }
}
