package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.stream.Stream;

/** What it means that the database failed, whichever statement met it. Nothing of the transaction was written. */
public enum StorageFailure {
    /** The disk is full. */
    FULL("the disk is full"),
    /** Another process has been writing for longer than a transaction waits. */
    BUSY("another process is writing to the database"),
    /** The database holds what it can't have written. */
    DAMAGED("the database is damaged"),
    /** The search index is damaged, and nothing else: it is made of the other tables and can be made anew. */
    SEARCH_INDEX_DAMAGED("the search index is damaged"),
    /** The database's file was removed or replaced while it was open. */
    REPLACED("the database's file was removed or replaced"),
    /** The disk can't be read or written. */
    DISK_FAILED("the disk of the database fails"),
    /** The server with the database doesn't answer, or is starting or stopping. */
    UNREACHABLE("the database can't be reached"),
    /** All connections to the database are in use. */
    NO_CONNECTION("no connection to the database is free"),
    /** The file, or the disk that it lies on, can't be written to. */
    READ_ONLY("the database can't be written to");

    private static final List<FailureCodes> CODES = ServiceLoader
            .load(FailureCodes.class, StorageFailure.class.getClassLoader()).stream().map(Provider::get).toList();

    private final String words;

    StorageFailure(String words) {
        this.words = words;
    }

    /** {@return the same in words, for the owner} */
    public String inWords() {
        return words;
    }

    /**
     * {@return why something failed: in words for the owner where the database did, by the exception's own otherwise}
     */
    public static String reasonOf(Throwable failure) {
        return of(failure).map(StorageFailure::inWords).orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    /** {@return what a failure means, by the first of its causes that the database knows} */
    public static Optional<StorageFailure> of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var meaning = meaningOf(cause);
            if (meaning.isPresent()) {
                return meaning;
            }
            // If a transaction can't be ended after a failure, the failure is a suppressed exception.
            for (var suppressed : cause.getSuppressed()) {
                var hidden = of(suppressed);
                if (hidden.isPresent()) {
                    return hidden;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<StorageFailure> meaningOf(Throwable cause) {
        return switch (cause) {
            case StorageException storage -> storage.meaning();
            case SQLException sql -> CODES.stream().flatMap(codes -> codes.meaningOf(sql).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    /** {@return whether the database can't be reached; whoever watches it tells that once, so nobody else needs to} */
    public static boolean isOutage(Throwable failure) {
        return of(failure).filter(meaning -> meaning == UNREACHABLE).isPresent();
    }

    /** {@return whether a statement that was interrupted is among the causes of a failure} */
    static boolean isInterruption(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && CODES.stream().anyMatch(codes -> codes.isInterruption(sql)));
    }

    /** {@return whether a transaction that failed may well succeed if it is done once more} */
    static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && CODES.stream().anyMatch(codes -> codes.isConflict(sql)));
    }

    /** {@return whether a row was refused, because a value has to be unique or to refer to another row} */
    public static boolean isViolation(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && CODES.stream().anyMatch(codes -> codes.isViolation(sql)));
    }

    /** {@return whether a failure left its connection without the transaction it believes to be in} */
    static boolean isLossOfTransaction(SQLException failure) {
        return CODES.stream().anyMatch(codes -> codes.isLossOfTransaction(failure));
    }
}
