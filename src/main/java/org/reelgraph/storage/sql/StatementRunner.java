package org.reelgraph.storage.sql;

import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;

/** Prepares a statement on the current connection, and closes it after its use. */
@FunctionalInterface
public interface StatementRunner {

    /** {@return the result of work with a prepared statement} */
    <T> T run(String sql, PreparedStatementCallback<T> work);
}
