package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;

/** A lock on a file in the data folder, which the operating system releases when its process ends. */
@Singleton
class FileJobLock implements JobLock {

    private final Folders folders;

    FileJobLock(Folders folders) {
        this.folders = folders;
    }

    private record HeldFile(FileChannel channel, FileLock lock) implements Held {

        @Override
        public boolean isLost() {
            return !lock.isValid();
        }

        @Override
        public void close() {
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw new StorageException("The job lock could not be released: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Optional<Held> tryHold() {
        var file = folders.dataDir().resolve("import.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new HeldFile(channel, held));
        } catch (IOException e) {
            throw new StorageException("The job lock " + file + " can't be used: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // held by this very process
        }
    }
}
