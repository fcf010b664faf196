package org.reelgraph.storage.copy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.migrations.StoredData;
import org.reelgraph.storage.tables.Table;

/** The tables that a copy consists of: all but those that are made anew, and that of Flyway. */
@Singleton
public class LibraryTables {

    private final CopyDialect dialect;
    private final List<DerivedTables> derived;
    private final ReadTransactions reads;

    LibraryTables(CopyDialect dialect, List<DerivedTables> derived, ReadTransactions reads) {
        this.reads = reads;
        this.dialect = dialect;
        this.derived = derived;
    }

    /** {@return the tables of this program's database, each after those that it refers to} */
    public List<Table> all() {
        return reads.onConnection(database -> {
            try {
                return in(database);
            } catch (SQLException e) {
                throw new StorageException("The tables can't be read: " + StorageFailure.reasonOf(e) + ".", e);
            }
        });
    }

    /** {@return the tables, each after those that it refers to} */
    public List<Table> in(Connection database) throws SQLException {
        var names = dialect.tables(database).stream().filter(name -> !name.equals(StoredData.HISTORY)
                && derived.stream().noneMatch(each -> each.tables().contains(name))).sorted().toList();
        var tables = new ArrayList<Table>();
        for (var name : names) {
            tables.add(Table.of(database, name));
        }
        return Table.parentsFirst(tables);
    }

    /**
     * Checks that a library fits into a database.
     *
     * @throws StorageException if the tables differ
     */
    void requireSame(List<Table> library, Connection database) throws SQLException {
        var there = in(database);
        for (var table : library) {
            if (there.stream().noneMatch(table::isLike)) {
                throw new StorageException("The target has another table " + table.name() + ", or none.");
            }
        }
        if (there.size() > library.size()) {
            throw new StorageException("The target has tables that the library doesn't have.");
        }
    }

    /** Makes anew what isn't copied, in the writer's transaction. */
    void makeOthers() {
        derived.forEach(DerivedTables::makeAnew);
    }
}
