package org.reelgraph.storage.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.storage.FailureCodes;
import org.reelgraph.storage.StorageFailure;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Explains SQLite's result codes.
 *
 * @see <a href="https://sqlite.org/rescode.html">SQLite's list of result codes</a>
 */
public final class SqliteFailureCodes implements FailureCodes {

    private static final int PRIMARY_CODE = 0xFF;
    // https://www.sqlite.org/lang_transaction.html, section 3.3
    private static final Set<Integer> LOSSES = Set.of(SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code, SQLiteErrorCode.SQLITE_FULL.code, SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_NOMEM.code, SQLiteErrorCode.SQLITE_INTERRUPT.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    @Override
    public Optional<StorageFailure> meaningOf(SQLException failure) {
        return switch (code(failure)) {
            // The full-text tables are the only virtual tables.
            case SQLITE_CORRUPT_VTAB -> Optional.of(StorageFailure.SEARCH_INDEX_DAMAGED);
            case SQLITE_READONLY_DBMOVED -> Optional.of(StorageFailure.REPLACED);
            case SQLITE_IOERR_SHMSIZE -> Optional.of(StorageFailure.FULL);
            default -> ofPrimary(primaryCode(failure));
        };
    }

    private static Optional<StorageFailure> ofPrimary(int code) {
        return Optional.ofNullable(switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_FULL -> StorageFailure.FULL;
            case SQLITE_BUSY -> StorageFailure.BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> StorageFailure.DAMAGED;
            case SQLITE_IOERR -> StorageFailure.DISK_FAILED;
            case SQLITE_READONLY -> StorageFailure.READ_ONLY;
            default -> null;
        });
    }

    @Override
    public boolean isInterruption(SQLException failure) {
        return primaryCode(failure) == SQLiteErrorCode.SQLITE_INTERRUPT.code;
    }

    /** {@inheritDoc} A transaction that writes locks the database before it reads anything. */
    @Override
    public boolean isConflict(SQLException failure) {
        return false;
    }

    @Override
    public boolean isViolation(SQLException failure) {
        return primaryCode(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    @Override
    public boolean isLossOfTransaction(SQLException failure) {
        return LOSSES.contains(primaryCode(failure)) && code(failure) != SQLiteErrorCode.SQLITE_READONLY_DBMOVED;
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static int primaryCode(SQLException failure) {
        return failure.getErrorCode() & PRIMARY_CODE;
    }
}
