package org.reelgraph.storage.copy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.copy.CopyDialect.Dependent;
import org.reelgraph.storage.copy.CopyListener.Step;
import org.reelgraph.storage.tables.Table;

/**
 * Fills tables with all rows of a source, in place of what they hold, and reads them again to compare.
 *
 * @param dialect that of the database that is filled
 */
public record TableFiller(CopyDialect dialect) {

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
     * Fills the tables, in the connection's transaction.
     *
     * @param dependents what is taken away meanwhile
     * @param others     makes what isn't in the source, before that is made again
     * @return what each table holds afterwards
     * @throws StorageException if that differs from what the source holds, or if it can't be written
     */
    public List<TableSum> fill(Connection database, TableSource source, List<Dependent> dependents, Runnable others,
            CopyListener listener) throws SQLException {
        try (var statement = database.createStatement()) {
            dialect.begin(database);
            for (var dependent : dependents) {
                statement.execute(dependent.drop());
            }
            empty(database, source.tables());
            var sums = fill(database, source, new Progress(listener, source.rows()));
            listener.progress(Step.INDEXES, 0, 0);
            others.run();
            for (var dependent : dependents) {
                statement.execute(dependent.create());
            }
            dialect.end(database);
            return sums;
        }
    }

    private static List<TableSum> fill(Connection database, TableSource source, Progress progress) {
        var sums = source.tables().stream().map(table -> copy(source, database, table, progress)).toList();
        progress.restart();
        for (var i = 0; i < sums.size(); i++) {
            compare(sums.get(i), sum(database, source.tables().get(i), progress));
        }
        return sums;
    }

    // What a program notes in a new database, such as how it sorts.
    private static void empty(Connection database, List<Table> tables) throws SQLException {
        for (var table : tables.reversed()) {
            try (var statement = database.prepareStatement("DELETE FROM " + Table.quoted(table.name()))) {
                statement.executeUpdate();
            }
        }
    }

    private static TableSum copy(TableSource source, Connection copy, Table table, Progress progress) {
        try (var insert = copy.prepareStatement(table.insert())) {
            return source.read(table, rows -> {
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
