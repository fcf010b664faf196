package org.reelgraph.storage.copy;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.CopyListener.Step;
import org.reelgraph.storage.migrations.StoredData;
import org.reelgraph.storage.tables.Table;

/**
 * Writes all of another library into this program's database, which is empty, in one transaction: until its end nothing
 * of it is there, however the program ends.
 */
@Singleton
class CopyWriter {

    private final WriteTransactions transactions;
    private final JdbcOperations operations;
    private final CopyDialect dialect;
    private final LibraryTables tables;

    CopyWriter(WriteTransactions transactions, @Named("writer") JdbcOperations operations, CopyDialect dialect,
            LibraryTables tables) {
        this.transactions = transactions;
        this.operations = operations;
        this.dialect = dialect;
        this.tables = tables;
    }

    /** Counts what is done. */
    private static final class Progress {

        private final CopyListener listener;
        private final long total;
        private long done;

        private Progress(CopyListener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        private void add(Step step, int rows) {
            done += rows;
            listener.progress(step, done, total);
        }

        private void restart() {
            done = 0;
        }
    }

    /**
     * {@return what each table holds afterwards}
     *
     * @param original the tables of the library, each after those that it refers to
     * @throws StorageException if that differs from what the library holds, or if it can't be written
     */
    List<TableSum> write(Connection library, List<Table> original, CopyListener listener) {
        return transactions.within(() -> operations.execute(copy -> {
            if (StoredData.isIn(copy)) {
                throw new StorageException("Meanwhile, there is data at the target.");
            }
            requireSame(original, tables.in(copy));
            return fill(copy, original, library, listener);
        }));
    }

    private List<TableSum> fill(Connection copy, List<Table> original, Connection library, CopyListener listener)
            throws SQLException {
        var dependents = dialect.dependents(copy);
        try (var statement = copy.createStatement()) {
            dialect.begin(copy);
            for (var dependent : dependents) {
                statement.execute(dependent.drop());
            }
            empty(copy, original);
            var sums = fill(copy, original, library, new Progress(listener, count(library, original)));
            listener.progress(Step.INDEXES, 0, 0);
            tables.makeOthers();
            for (var dependent : dependents) {
                statement.execute(dependent.create());
            }
            dialect.end(copy);
            return sums;
        }
    }

    private static List<TableSum> fill(Connection copy, List<Table> original, Connection library, Progress progress) {
        var sums = original.stream().map(table -> copy(library, copy, table, progress)).toList();
        progress.restart();
        for (var i = 0; i < original.size(); i++) {
            compare(sums.get(i), sum(copy, original.get(i), progress));
        }
        return sums;
    }

    private static void requireSame(List<Table> original, List<Table> copy) {
        for (var table : original) {
            if (copy.stream().noneMatch(table::isLike)) {
                throw new StorageException("The target has another table " + table.name() + ", or none.");
            }
        }
        if (copy.size() > original.size()) {
            throw new StorageException("The target has tables that the library doesn't have.");
        }
    }

    private static long count(Connection library, List<Table> tables) throws SQLException {
        var rows = 0L;
        for (var table : tables) {
            rows += TableReader.count(library, table);
        }
        return rows;
    }

    // What a program notes in a new database, such as how it sorts.
    private static void empty(Connection copy, List<Table> tables) throws SQLException {
        for (var table : tables.reversed()) {
            try (var statement = copy.prepareStatement("DELETE FROM " + Table.quoted(table.name()))) {
                statement.executeUpdate();
            }
        }
    }

    private static TableSum copy(Connection library, Connection copy, Table table, Progress progress) {
        try (var insert = copy.prepareStatement(table.insert())) {
            return TableReader.read(library, table, rows -> {
                for (var row : rows) {
                    set(insert, table, row);
                    insert.addBatch();
                }
                insert.executeBatch();
                progress.add(Step.COPY, rows.size());
            });
        } catch (SQLException e) {
            throw failed("The table " + table.name() + " can't be copied", e);
        }
    }

    private static void set(PreparedStatement insert, Table table, @Nullable Object[] row) throws SQLException {
        var parameter = 0;
        for (var i = 0; i < row.length; i++) {
            var column = table.columns().get(i);
            if (!column.isGenerated()) {
                column.type().set(insert, ++parameter, row[i]);
            }
        }
    }

    private static TableSum sum(Connection copy, Table table, Progress progress) {
        try {
            return TableReader.read(copy, table, rows -> progress.add(Step.COMPARISON, rows.size()));
        } catch (SQLException e) {
            throw failed("The copy of the table " + table.name() + " can't be read", e);
        }
    }

    private static void compare(TableSum original, TableSum copy) {
        if (!copy.equals(original)) {
            throw new StorageException("The copy of the table " + original.table() + " has " + copy.rows()
                    + " rows with the checksum " + copy.checksum() + ", and the original " + original.rows()
                    + " with " + original.checksum() + ". Nothing was copied.");
        }
    }

    /** {@return the exception for a failure of either database, without what was to be written} */
    static StorageException failed(String what, SQLException failure) {
        var cause = failure instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : failure;
        // Further lines show the row.
        return new StorageException(what + ": " + StorageFailure.reasonOf(cause).lines().findFirst().orElse("")
                + ". Nothing was copied.", failure);
    }
}
