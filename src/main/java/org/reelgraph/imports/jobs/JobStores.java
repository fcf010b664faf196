package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The jobs' tables as the writer sees them, with its transactions and new ids. */
@Singleton
record JobStores(Ids ids, ImportJobStore jobs, ImportRecordWriter records, AuditTrail audit,
        WriteTransactions transactions) {

    /** {@return what the work gives, done in one transaction; from then on nothing is answered by what was before} */
    <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
