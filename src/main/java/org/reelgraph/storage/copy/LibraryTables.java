package org.reelgraph.storage.copy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.migrations.StoredData;
import org.reelgraph.storage.tables.Table;

/** The tables that a copy consists of: all but those that are made anew, and that of Flyway. */
@Singleton
class LibraryTables {

    private final CopyDialect dialect;
    private final List<DerivedTables> derived;

    LibraryTables(CopyDialect dialect, List<DerivedTables> derived) {
        this.dialect = dialect;
        this.derived = derived;
    }

    /** {@return the tables, each after those that it refers to} */
    List<Table> in(Connection database) throws SQLException {
        var names = dialect.tables(database).stream().filter(name -> !name.equals(StoredData.HISTORY)
                && derived.stream().noneMatch(each -> each.tables().contains(name))).sorted().toList();
        var tables = new ArrayList<Table>();
        for (var name : names) {
            tables.add(Table.of(database, name));
        }
        return Table.parentsFirst(tables);
    }

    /** Makes anew what isn't copied, in the writer's transaction. */
    void makeOthers() {
        derived.forEach(DerivedTables::makeAnew);
    }
}
