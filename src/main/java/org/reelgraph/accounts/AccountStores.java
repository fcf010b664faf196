package org.reelgraph.accounts;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.Ids;

/** The accounts' tables as the writer sees them, with its transactions and new ids. */
@Singleton
record AccountStores(Ids ids, UserStore users, SessionStore sessions,
        @Named("writer") TransactionOperations<Connection> transactions, DataVersion version) {

    /** {@return what the work gives, done in one transaction; from then on no request is answered by what was before} */
    <T> T write(Supplier<T> work) {
        try {
            return transactions.executeWrite(status -> work.get());
        } finally {
            version.changed();
        }
    }
}
