package org.reelgraph.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the writer's pool which failures leave a connection without the transaction it believes to be in. Such a
 * connection is closed; used again, it would write every statement for good on its own.
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
        // Whoever meets what is known to happen says so.
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
     * {@return why a transaction failed: where its connection was closed for that, its end only tells that it is
     * closed}
     */
    RuntimeException explain(RuntimeException failure) {
        return StorageFailure.of(failure).isPresent()
                ? failure
                : last.<RuntimeException>map(cause -> new StorageException("A transaction was lost.", cause))
                        .orElse(failure);
    }
}
