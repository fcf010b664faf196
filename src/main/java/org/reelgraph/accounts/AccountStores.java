package org.reelgraph.accounts;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The accounts' tables on the writer's connection, with its transactions, new ids and the audit trail. */
@Singleton
public record AccountStores(Ids ids, UserStore users, SessionStore sessions, VerificationTokenStore tokens,
        AuditTrail audit,
        WriteTransactions transactions) {

    /** {@return the user as they are now; empty if they were removed or have another password since they were read} */
    public Optional<User> withSamePassword(User read) {
        return users.findById(read.id()).filter(now -> now.passwordHash().equals(read.passwordHash()));
    }

    /**
     * {@return the result of the work, which runs in one transaction; requests that follow see its changes}
     */
    public <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
