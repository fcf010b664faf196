package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;

/**
 * The right to run jobs on this data folder. One process at a time has it, server or command line. The operating system
 * releases it when a process ends, however it ends, so its holder knows that no other job is running.
 */
@Singleton
public class JobLock {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Folders folders;

    JobLock(Folders folders) {
        this.folders = folders;
    }

    /** The lock, held until it is closed. */
    public record Held(FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() {
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw new StorageException("The job lock could not be released: " + e.getMessage(), e);
            }
        }
    }

    /** {@return the lock, unless someone else holds it} */
    public Optional<Held> tryHold() {
        var file = folders.dataDir().resolve("import.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new Held(channel, held));
        } catch (IOException e) {
            throw new StorageException("The job lock " + file + " can't be used: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for the lock.
     *
     * @return the lock; empty if the wait was given up
     */
    public Optional<Held> hold(BooleanSupplier giveUp) {
        var held = tryHold();
        while (held.isEmpty() && !giveUp.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            held = tryHold();
        }
        return held;
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // held by this very process
        }
    }
}
