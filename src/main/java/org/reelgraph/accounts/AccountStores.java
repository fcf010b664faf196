package org.reelgraph.accounts;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The accounts' tables on the writer's connection, with its transactions, new ids and the audit trail. */
@Singleton
public record AccountStores(Ids ids, UserStore users, SessionStore sessions, VerificationTokenStore tokens,
        AuditTrail audit,
        WriteTransactions transactions) {

    /**
     * {@return the result of the work, which runs in one transaction; requests that follow see its changes}
     */
    public <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
