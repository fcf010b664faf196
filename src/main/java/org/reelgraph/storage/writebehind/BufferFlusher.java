package org.reelgraph.storage.writebehind;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.StopOrder;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the buffers: each at its interval, and all once more at the stop, while the database is still open. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class BufferFlusher {

    private static final Logger LOG = LoggerFactory.getLogger(BufferFlusher.class);

    private final List<WriteBehindBuffer> buffers;
    private final TaskScheduler scheduler;

    BufferFlusher(List<WriteBehindBuffer> buffers, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.buffers = buffers;
        this.scheduler = scheduler;
    }

    @EventListener
    void start(StartupEvent started) {
        for (var buffer : buffers) {
            scheduler.scheduleWithFixedDelay(buffer.interval(), buffer.interval(), () -> flush(buffer));
        }
    }

    /** Writes all buffers now. Failures are logged; what could not be written is tried again at the next interval. */
    public void flush() {
        buffers.forEach(this::flush);
    }

    private void flush(WriteBehindBuffer buffer) {
        try {
            write(buffer);
        } catch (RuntimeException e) {
            LOG.warn("{} {} could not be written; trying again in {} s", buffer.waiting(), buffer.contents(),
                    buffer.interval().toSeconds(), e);
        }
    }

    @EventListener
    @Order(StopOrder.LAST_WRITES)
    void stop(ShutdownEvent stopping) {
        buffers.forEach(this::writeLast);
    }

    private void writeLast(WriteBehindBuffer buffer) {
        try {
            write(buffer);
        } catch (RuntimeException e) {
            LOG.warn("The server stops without having written {} {}: {}", buffer.waiting(), buffer.contents(),
                    StorageFailure.reasonOf(e));
        }
    }

    // The stop may come while a buffer is being written.
    private static void write(WriteBehindBuffer buffer) {
        synchronized (buffer) {
            buffer.write();
        }
    }
}
