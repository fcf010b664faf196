package org.reelgraph.accounts;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The accounts' tables as the writer sees them, with its transactions, new ids and the audit trail. */
@Singleton
public record AccountStores(Ids ids, UserStore users, SessionStore sessions, VerificationTokenStore tokens,
        AuditTrail audit,
        WriteTransactions transactions) {

    /**
     * {@return what the work gives, done in one transaction; from then on no request is answered by what was before}
     */
    public <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
