package org.reelgraph.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the writer's pool which failures leave a connection without the transaction it is supposed to be in. The pool
 * closes such a connection, because it would commit every further statement by itself.
 */
@Singleton
class LostTransaction implements SQLExceptionOverride {

    private static final Logger LOG = LoggerFactory.getLogger(LostTransaction.class);

    private final DatabaseHealth health;
    private volatile Optional<SQLException> last = Optional.empty();

    LostTransaction(DatabaseHealth health) {
        this.health = health;
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        health.note(failure);
        var known = StorageFailure.of(failure);
        if (known.isPresent()) {
            last = Optional.of(failure);
        }
        var lost = StorageFailure.isLossOfTransaction(failure);
        // Known failures are reported where they are handled.
        if (lost && known.isEmpty()) {
            LOG.error("The database took back a transaction: {}", failure.getMessage());
        }
        return lost ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }

    /** A transaction begins: what failed before isn't of its making. */
    void forget() {
        last = Optional.empty();
    }

    /**
     * {@return why a transaction failed; if its connection was closed because of the failure, the end of the
     * transaction only reports the closed connection}
     */
    RuntimeException explain(RuntimeException failure) {
        return StorageFailure.of(failure).isPresent()
                ? failure
                : last.<RuntimeException>map(cause -> new StorageException("A transaction was lost.", cause))
                        .orElse(failure);
    }
}
