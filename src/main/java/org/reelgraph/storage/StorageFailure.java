package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What it means that the database failed, whichever statement met it. Nothing of the transaction was written. */
public enum StorageFailure {
    /** The disk is full. */
    FULL("the disk is full"),
    /** Another process has been writing for longer than a transaction waits. */
    BUSY("another process is writing to the database"),
    /** The database's file holds what SQLite can't have written. */
    DAMAGED("the database is damaged"),
    /** The search index is damaged, and nothing else: it is made of the other tables and can be made anew. */
    SEARCH_INDEX_DAMAGED("the search index is damaged"),
    /** The database's file was removed or replaced while it was open. */
    REPLACED("the database's file was removed or replaced"),
    /** The disk can't be read or written. */
    DISK_FAILED("the disk of the database fails"),
    /** The file, or the disk that it lies on, can't be written to. */
    READ_ONLY("the database can't be written to");

    private static final int PRIMARY_CODE = 0xFF;

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
            var meaning = cause instanceof SQLException sql ? of(sql) : Optional.<StorageFailure>empty();
            if (meaning.isPresent()) {
                return meaning;
            }
            // A transaction that can't be ended after a failure hides it there.
            for (var suppressed : cause.getSuppressed()) {
                var hidden = of(suppressed);
                if (hidden.isPresent()) {
                    return hidden;
                }
            }
        }
        return Optional.empty();
    }

    // https://sqlite.org/rescode.html
    private static Optional<StorageFailure> of(SQLException failure) {
        var code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            // FTS5 is the only virtual table that there is.
            case SQLITE_CORRUPT_VTAB -> Optional.of(SEARCH_INDEX_DAMAGED);
            case SQLITE_READONLY_DBMOVED -> Optional.of(REPLACED);
            case SQLITE_IOERR_SHMSIZE -> Optional.of(FULL);
            default -> ofPrimary(failure.getErrorCode() & PRIMARY_CODE);
        };
    }

    private static Optional<StorageFailure> ofPrimary(int code) {
        return Optional.ofNullable(switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_FULL -> FULL;
            case SQLITE_BUSY -> BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
            case SQLITE_IOERR -> DISK_FAILED;
            case SQLITE_READONLY -> READ_ONLY;
            default -> null;
        });
    }
}
