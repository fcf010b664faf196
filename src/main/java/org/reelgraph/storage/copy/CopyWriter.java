package org.reelgraph.storage.copy;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.migrations.StoredData;
import org.reelgraph.storage.tables.Table;

/**
 * Writes all of another library into this program's database in one transaction: until its end nothing of it is there,
 * however the program ends.
 */
@Singleton
public class CopyWriter {

    private final WriteTransactions transactions;
    private final JdbcOperations operations;
    private final CopyDialect dialect;
    private final LibraryTables tables;
    private final List<ReplacementStep> steps;
    private final List<Remnants> remnants;

    CopyWriter(WriteTransactions transactions, @Named("writer") JdbcOperations operations, CopyDialect dialect,
            LibraryTables tables, List<ReplacementStep> steps, List<Remnants> remnants) {
        this.transactions = transactions;
        this.operations = operations;
        this.dialect = dialect;
        this.tables = tables;
        this.steps = steps;
        this.remnants = remnants;
    }

    /** {@return the names of the tables that are written} */
    public List<String> tables() {
        return tables.all().stream().map(Table::name).toList();
    }

    /**
     * Fills the database, which is empty.
     *
     * @return what each table holds afterwards
     * @throws StorageException if that differs from what the library holds, or if it can't be written
     */
    public List<TableSum> write(TableSource library, CopyListener listener) {
        return transactions.within(() -> operations.execute(copy -> {
            if (StoredData.isIn(copy)) {
                throw new StorageException("Meanwhile, there is data at the target.");
            }
            tables.requireSame(library.tables(), copy);
            return new TableFiller(dialect).fill(copy, library, dialect.dependents(copy), tables::makeOthers,
                    listener);
        }));
    }

    /**
     * Fills the database, which is empty, with what could be read of a library.
     *
     * @return how many rows were left out by table, since they belong to nothing
     * @throws StorageException if it can't be written
     */
    public Map<String, Integer> writeSalvaged(TableSource library, CopyListener listener) {
        return transactions.within(() -> {
            write(library, listener);
            var deleted = new TreeMap<String, Integer>();
            remnants.forEach(some -> deleted.putAll(some.delete()));
            return deleted;
        });
    }

    /**
     * Puts another library in the place of what the database holds. Who reads sees what was there before until all of it
     * is done.
     *
     * @param first is done first, when nobody else can write any more
     * @param last  is done last with what the first gave, in the same transaction
     * @return what each table of the library holds
     * @throws StorageException if what is there afterwards differs, or if it can't be written; nothing has changed then
     */
    public <T> List<TableSum> replace(TableSource library, CopyListener listener, Supplier<T> first,
            Consumer<T> last) {
        return transactions.once(() -> operations.execute(database -> {
            tables.requireSame(library.tables(), database);
            var before = first.get();
            var rest = steps.stream().map(ReplacementStep::begin).toList();
            var sums = new TableFiller(dialect).fill(database, library, dialect.dependentsInUse(database), () -> {
                rest.forEach(Runnable::run);
                tables.makeOthers();
            }, listener);
            last.accept(before);
            return sums;
        }));
    }
}
