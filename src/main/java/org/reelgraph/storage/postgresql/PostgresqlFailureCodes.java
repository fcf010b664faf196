package org.reelgraph.storage.postgresql;

import java.sql.SQLException;
import java.util.Optional;
import org.reelgraph.storage.FailureCodes;
import org.reelgraph.storage.StorageFailure;

/**
 * Explains PostgreSQL's error codes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's list of error codes</a>
 */
public final class PostgresqlFailureCodes implements FailureCodes {

    /** A statement was cancelled. */
    static final String CANCELLED = "57014";
    /** A lock wasn't free in time. */
    static final String NOT_FREE = "55P03";
    /** A connection can't be made. */
    static final String UNREACHABLE = "08001";
    /** No connection is left. */
    static final String TOO_MANY = "53300";

    private static final String CONNECTION_CLASS = "08";
    // https://www.postgresql.org/docs/current/transaction-iso.html, serialization failures and deadlocks
    private static final String SERIALIZATION = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String VIOLATION_CLASS = "23";

    @Override
    public Optional<StorageFailure> meaningOf(SQLException failure) {
        return Optional.ofNullable(switch (state(failure)) {
            case "53100" -> StorageFailure.FULL;
            // The server stops, has crashed, or starts.
            case "57P01", "57P02", "57P03" -> StorageFailure.UNREACHABLE;
            case TOO_MANY -> StorageFailure.NO_CONNECTION;
            case NOT_FREE, SERIALIZATION, DEADLOCK -> StorageFailure.BUSY;
            case "25006" -> StorageFailure.READ_ONLY;
            case "XX001", "XX002" -> StorageFailure.DAMAGED;
            case "58030" -> StorageFailure.DISK_FAILED;
            case String state when state.startsWith(CONNECTION_CLASS) -> StorageFailure.UNREACHABLE;
            default -> null;
        });
    }

    @Override
    public boolean isInterruption(SQLException failure) {
        return state(failure).equals(CANCELLED);
    }

    @Override
    public boolean isConflict(SQLException failure) {
        return state(failure).equals(SERIALIZATION) || state(failure).equals(DEADLOCK);
    }

    @Override
    public boolean isViolation(SQLException failure) {
        return state(failure).startsWith(VIOLATION_CLASS);
    }

    /** {@inheritDoc} A failure never makes a connection commit by itself: the transaction refuses all until its end. */
    @Override
    public boolean isLossOfTransaction(SQLException failure) {
        return false;
    }

    private static String state(SQLException failure) {
        return String.valueOf(failure.getSQLState());
    }
}
