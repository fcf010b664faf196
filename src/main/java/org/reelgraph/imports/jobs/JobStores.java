package org.reelgraph.imports.jobs;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;

/** The jobs' tables as the writer sees them, with its transactions and new ids. */
@Singleton
record JobStores(Ids ids, ImportJobStore jobs, ImportRecordStore records, AuditTrail audit,
        @Named("writer") TransactionOperations<Connection> transactions) {

    /** {@return what the work gives, done in one transaction} */
    <T> T write(Supplier<T> work) {
        return transactions.executeWrite(status -> work.get());
    }
}
