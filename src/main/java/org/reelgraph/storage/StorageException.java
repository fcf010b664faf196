package org.reelgraph.storage;

/** The data can't be opened, brought up to date or backed up; the message tells the owner what and where. */
public class StorageException extends RuntimeException {

    /** @param message what went wrong, for the owner */
    public StorageException(String message) {
        super(message);
    }

    /**
     * @param message what went wrong, for the owner
     * @param cause   what the database or the file system said
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
