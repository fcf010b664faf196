package org.reelgraph.imports.jobs;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** The jobs' tables as the writer sees them, and its transactions. */
@Singleton
record JobStores(ImportJobStore jobs, ImportRecordStore records,
        @Named("writer") TransactionOperations<Connection> transactions) {

    /** {@return what the work gives, done in one transaction} */
    <T> T write(Supplier<T> work) {
        return transactions.executeWrite(status -> work.get());
    }
}
