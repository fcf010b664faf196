package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The jobs' tables on the writer's connection, with its transactions and id generator. */
@Singleton
record JobStores(Ids ids, ImportJobStore jobs, ImportRecordWriter records, AuditTrail audit,
        WriteTransactions transactions) {

    /**
     * Does the work in one transaction; once it is done, no answer relies on older data.
     *
     * @return the result of the work
     */
    <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
