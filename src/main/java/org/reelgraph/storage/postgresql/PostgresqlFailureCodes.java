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

    @Override
    public Optional<StorageFailure> meaningOf(SQLException failure) {
        return Optional.ofNullable(switch (state(failure)) {
            case "53100" -> StorageFailure.FULL;
            case NOT_FREE -> StorageFailure.BUSY;
            case "25006" -> StorageFailure.READ_ONLY;
            case "XX001", "XX002" -> StorageFailure.DAMAGED;
            case "58030" -> StorageFailure.DISK_FAILED;
            default -> null;
        });
    }

    @Override
    public boolean isInterruption(SQLException failure) {
        return state(failure).equals(CANCELLED);
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
