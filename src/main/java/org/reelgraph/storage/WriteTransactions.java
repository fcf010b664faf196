package org.reelgraph.storage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** Writes: all of one transaction is there afterwards, or nothing of it. */
@Singleton
public class WriteTransactions {

    private final TransactionOperations<Connection> transactions;
    private final DataVersion version;

    private final LostTransaction lostTransaction;

    WriteTransactions(@Named("writer") TransactionOperations<Connection> transactions, DataVersion version,
            LostTransaction lostTransaction) {
        this.lostTransaction = lostTransaction;
        this.transactions = transactions;
        this.version = version;
    }

    /**
     * {@return what the work gives, done in one transaction; from then on no request is answered by what was before}
     */
    public <T> T within(Supplier<T> work) {
        try {
            return transactions.executeWrite(status -> {
                lostTransaction.forget();
                return work.get();
            });
        } catch (RuntimeException e) {
            throw lostTransaction.explain(e);
        } finally {
            version.changed();
        }
    }
}
