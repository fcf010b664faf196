package org.reelgraph.imports.jobs;

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
 * The right to run import jobs on this data folder: one process at a time has it, server or command line. The operating
 * system takes it back when a process ends, however it ends; so whoever holds it knows that no other job runs.
 */
@Singleton
class JobLock {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Folders folders;

    JobLock(Folders folders) {
        this.folders = folders;
    }

    /** The right, until it is closed. */
    record Held(FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() {
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw new StorageException("The import lock could not be given back: " + e.getMessage(), e);
            }
        }
    }

    /** {@return the right, where nobody has it} */
    Optional<Held> tryHold() {
        var file = folders.dataDir().resolve("import.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new Held(channel, held));
        } catch (IOException e) {
            throw new StorageException("The import lock " + file + " can't be used: " + e.getMessage(), e);
        }
    }

    /** {@return the right, once nobody else has it; nothing where waiting is to end} */
    Optional<Held> hold(BooleanSupplier giveUp) {
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
