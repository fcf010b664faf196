package org.reelgraph.storage.sql;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.storage.sql.Select.Merge;

/** Reads the rows of a {@link Select}, on the connection of the current transaction. */
@Singleton
public class SelectReader {

    private final Statements statements;
    private final JdbcOperations operations;
    private final SqlDialect dialect;

    SelectReader(Statements statements, JdbcOperations operations, SqlDialect dialect) {
        this.statements = statements;
        this.operations = operations;
        this.dialect = dialect;
    }

    /** {@return a condition as part of a statement} */
    public Sql sql(Condition condition) {
        return new SqlRenderer(dialect).add(condition).sql();
    }

    /** {@return a query as a statement, or as part of one} */
    public Sql sql(Subquery query) {
        return new SqlRenderer(dialect).union(List.of(query)).sql();
    }

    /** {@return the rows as objects of their entity} */
    public <T> List<T> read(Select select, Class<T> entity) {
        var sql = statement(select, "*");
        return statements.run(sql.text(), statement -> {
            Rows.set(statement, sql.values());
            try (var rows = statement.executeQuery()) {
                return operations.entityStream(rows, entity).toList();
            }
        });
    }

    /** {@return the objects read from these columns of the rows} */
    public <T> List<T> read(Select select, Columns<T> columns) {
        return read(statement(select, columns.names()), columns.reader());
    }

    /**
     * {@return for each query the objects read from these columns of its rows, all in one statement}
     *
     * @param columns those of the queries' orders among them
     */
    public <T> List<List<T>> readAll(List<Select> selects, Columns<T> columns) {
        var found = Stream.<List<T>>generate(ArrayList::new).limit(selects.size()).toList();
        if (selects.isEmpty()) {
            return found;
        }
        var renderer = new SqlRenderer(dialect);
        for (var i = 0; i < selects.size(); i++) {
            renderer.add(i == 0 ? "SELECT " : " UNION ALL SELECT ").add(columns.names()).add(", " + i)
                    .add(" AS list, row_number() OVER (").orderedBy(selects.get(i).order()).add(") AS place FROM (");
            write(renderer, selects.get(i), columns.names());
            renderer.add(") AS list_" + i);
        }
        var sql = renderer.add(" ORDER BY list, place").sql();
        read(sql, row -> found.get(row.getInt("list")).add(columns.reader().read(row)));
        return found;
    }

    /** {@return the objects read from the rows of a statement} */
    public <T> List<T> read(Sql statement, Rows.Reader<T> reader) {
        return Rows.read(statements, statement.text(), statement.values(), reader);
    }

    /**
     * {@return the objects read from these columns of the rows that also meet a condition, in order; the rows are found
     * by their sort keys alone, before the condition is checked}
     *
     * @param rest maximum number of objects
     */
    public <T> List<T> read(Select select, Columns<T> columns, Condition condition, int rest) {
        // A subquery's order is kept, and it ends with what is read of it. Columns that nobody asks for aren't read.
        var renderer = new SqlRenderer(dialect).add("SELECT ").add(columns.names()).add(" FROM (");
        write(renderer, select, "*");
        var sql = renderer.add(") AS ").add(select.table()).add(" WHERE ").add(condition)
                .notingOrder(select.order()).add(" LIMIT ").add(Integer.toString(rest)).sql();
        return read(sql, columns.reader());
    }

    /** {@return how many rows there are, up to the limit} */
    public int count(Select select) {
        var renderer = new SqlRenderer(dialect).add("SELECT count(*) FROM ");
        if (select.most().isEmpty()) {
            renderer.add(select.table());
            filter(renderer, select);
        } else {
            renderer.add("(");
            write(renderer, select, "1");
            renderer.add(") AS counted");
        }
        return read(renderer.sql(), row -> row.getInt(1)).getFirst();
    }

    private Sql statement(Select select, String columns) {
        var renderer = new SqlRenderer(dialect);
        write(renderer, select, columns);
        return renderer.sql();
    }

    private void write(SqlRenderer renderer, Select select, String columns) {
        if (select.merge().isPresent()) {
            writeMerged(renderer, select, columns, select.merge().get());
        } else {
            renderer.add("SELECT ").add(columns).add(" FROM ").add(select.table());
            filter(renderer, select);
            renderer.orderedBy(select.order());
        }
        select.most().ifPresent(rows -> renderer.add(" LIMIT ").add(Integer.toString(rows)));
    }

    // SQLite merges only by what is selected.
    private void writeMerged(SqlRenderer renderer, Select select, String columns, Merge merge) {
        renderer.add("SELECT ").add(columns).names(select.order());
        var by = " FROM (";
        for (var value : merge.values()) {
            renderer.add(by);
            writePart(renderer, select, Condition.equal(merge.column(), value));
            by = " UNION ALL ";
        }
        renderer.add(") AS ").add(select.table()).orderedByNames(select.order());
    }

    private void writePart(SqlRenderer renderer, Select select, Condition ofPart) {
        var isLimited = !dialect.mergesUnions() && select.most().isPresent();
        renderer.add(isLimited ? "(" : "").add("SELECT *").namedKeys(select.order()).add(" FROM ").add(select.table());
        filter(renderer, select.where(ofPart));
        if (isLimited) {
            renderer.orderedBy(select.order()).add(" LIMIT ").add(Integer.toString(select.most().getAsInt())).add(")");
        }
    }

    private static void filter(SqlRenderer renderer, Select select) {
        var by = " WHERE ";
        for (var condition : select.conditions()) {
            renderer.add(by).inParentheses(condition);
            by = " AND ";
        }
        if (select.after().isPresent()) {
            renderer.add(by).after(select.order(), select.after().get());
        }
    }
}
