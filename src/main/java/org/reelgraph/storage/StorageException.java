package org.reelgraph.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The data can't be opened, brought up to date or backed up; the message tells the owner what and where. */
public class StorageException extends RuntimeException {

    private final Optional<StorageFailure> meaning;

    /** @param message what went wrong, for the owner */
    public StorageException(String message) {
        super(message);
        this.meaning = Optional.empty();
    }

    /**
     * @param message what went wrong, for the owner
     * @param meaning the same for the program
     */
    public StorageException(String message, StorageFailure meaning) {
        super(message);
        this.meaning = Optional.of(meaning);
    }

    /**
     * @param message what went wrong, for the owner
     * @param cause   what the database or the file system said
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
        this.meaning = Optional.empty();
    }

    /** {@return what it means, where its cause doesn't tell} */
    Optional<StorageFailure> meaning() {
        return meaning;
    }

    /**
     * {@return the exception for something that can't be done with a file or folder}
     *
     * @param what a message such as "The folder /data can't be made"
     */
    public static StorageException of(String what, IOException cause) {
        return new StorageException(what + ": " + switch (cause) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> "there is a file of that name";
            case NoSuchFileException missing -> "there is no such place";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> cause.getMessage();
        } + ".", cause);
    }
}
