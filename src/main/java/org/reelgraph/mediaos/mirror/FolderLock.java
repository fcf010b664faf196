package org.reelgraph.mediaos.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.storage.PrivateFile;

/** Keeps other servers from writing to a folder. The operating system releases it if the program ends. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    private static final String NAME = ".reelgraph.lock";

    /** {@return the lock; empty if another one has it} */
    static Optional<FolderLock> of(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve(NAME),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFile.mode());
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new FolderLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another server in this very process has it.
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
