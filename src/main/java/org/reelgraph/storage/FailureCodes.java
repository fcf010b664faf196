package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Explains the errors of one database. Its methods may be called with errors of any database. Implementations are found
 * by {@link java.util.ServiceLoader}, because failures also have to be explained where there are no beans, as in the
 * log.
 */
public interface FailureCodes {

    /** {@return what a failure means, if anything is known of it} */
    Optional<StorageFailure> meaningOf(SQLException failure);

    /** {@return whether it came of a statement that was interrupted} */
    boolean isInterruption(SQLException failure);

    /**
     * {@return whether the transaction got in the way of others and was rolled back, so that it may succeed if it is done
     * once more}
     */
    boolean isConflict(SQLException failure);

    /** {@return whether a row was refused, because a value has to be unique or to refer to another row} */
    boolean isViolation(SQLException failure);

    /**
     * {@return whether the connection no longer has the transaction that it is supposed to be in, because the database
     * could not begin it or has rolled it back}
     */
    boolean isLossOfTransaction(SQLException failure);
}
