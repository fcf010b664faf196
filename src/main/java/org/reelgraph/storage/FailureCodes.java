package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What the errors of one database mean. Each of its methods gets errors of any database and knows those of its own.
 * Implementations are found by {@link java.util.ServiceLoader}, since failures are also explained where there are no
 * beans, as in the log.
 */
public interface FailureCodes {

    /** {@return what a failure means, if anything is known of it} */
    Optional<StorageFailure> meaningOf(SQLException failure);

    /** {@return whether it came of a statement that was interrupted} */
    boolean isInterruption(SQLException failure);

    /**
     * {@return whether the connection that met it doesn't have the transaction any more that it believes to be in: the
     * database could not begin it, or rolled it back by itself}
     */
    boolean isLossOfTransaction(SQLException failure);
}
