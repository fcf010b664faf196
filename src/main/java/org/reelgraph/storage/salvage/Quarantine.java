package org.reelgraph.storage.salvage;

import java.nio.file.Path;
import java.util.Optional;

/** Takes a damaged database out of the way of its backup, since nothing should be written to it. */
public interface Quarantine {

    /**
     * A database that was taken out of the way.
     *
     * @param path where it is now
     */
    record Moved(Path path, Runnable undo) {

        /** Puts it back in the place of what is there meanwhile, which is deleted. */
        public void putBack() {
            undo.run();
        }
    }

    /**
     * Moves the library's database away if it is damaged.
     *
     * @return where it is now; empty if it isn't damaged
     * @throws org.reelgraph.storage.StorageException if another program uses it, or if it can't be moved
     */
    Optional<Moved> moveDamaged();
}
