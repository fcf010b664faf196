package org.reelgraph.storage.sql;

import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.sql.Condition.All;
import org.reelgraph.storage.sql.Condition.Any;
import org.reelgraph.storage.sql.Condition.Between;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Constant;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.Exists;
import org.reelgraph.storage.sql.Condition.Fragment;
import org.reelgraph.storage.sql.Condition.HasMember;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Condition.Missing;
import org.reelgraph.storage.sql.Condition.Not;
import org.reelgraph.storage.sql.Condition.OneOf;
import org.reelgraph.storage.sql.Condition.Present;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Condition.Unindexed;
import org.reelgraph.storage.sql.Condition.Unselective;

/** Writes one statement. This is the only place where conditions and orders become SQL. */
final class SqlRenderer {

    private final SqlDialect dialect;
    private final StringBuilder text = new StringBuilder(256);
    private final List<Object> values = new ArrayList<>();

    SqlRenderer(SqlDialect dialect) {
        this.dialect = dialect;
    }

    Sql sql() {
        return new Sql(text.toString(), values);
    }

    /** Writes the text as it is. */
    SqlRenderer add(String part) {
        text.append(part);
        return this;
    }

    SqlRenderer add(Condition condition) {
        return switch (condition) {
            case Constant(var holds) -> add(holds ? "TRUE" : "FALSE");
            case All(var parts) -> joined(parts, " AND ");
            case Any(var parts) -> joined(parts, " OR ");
            case Not(var part) -> inParentheses(part).add(" IS NOT TRUE");
            case Comparison(var column, var operator, var value, var ignoringCase) ->
                add(ignoringCase ? dialect.ignoringCase(column) : column).add(" ").add(operator.sign()).add(" ")
                        .add(ignoringCase ? dialect.parameterIgnoringCase() : "?").with(value);
            case Between(var column, var from, var to) -> add(column).add(" BETWEEN ? AND ?").with(from).with(to);
            case SameAs(var column, var other) -> add(column).add(" = ").add(other);
            case Present(var column) -> add(column).add(" IS NOT NULL");
            case Missing(var column) -> add(column).add(" IS NULL");
            case OneOf(var column, var list, var ignoringCase) ->
                add(dialect.isInList(ignoringCase ? dialect.ignoringCase(column) : column))
                        .with(ignoringCase ? dialect.listIgnoringCase(list) : dialect.list(list));
            case Contains(var column, var part, var ignoringCase) ->
                add(ignoringCase ? dialect.containsIgnoringCase(column) : dialect.contains(column)).with(part);
            case In(var column, var queries) -> add(column).add(" IN (").union(queries).add(")");
            case Exists(var query) -> add("EXISTS (").union(List.of(query)).add(")");
            case HasMember(var column, var member, var value) -> add(dialect.hasMember(column, member)).with(value);
            case Unselective(var part) -> hinted(dialect.unselective("%s"), part);
            case Unindexed(var part) -> hinted(dialect.withoutIndex("(%s)"), part);
            case Fragment(var sql, var own) -> add(sql).withAll(own);
        };
    }

    SqlRenderer inParentheses(Condition condition) {
        return add("(").add(condition).add(")");
    }

    private SqlRenderer joined(List<Condition> parts, String by) {
        for (var i = 0; i < parts.size(); i++) {
            add(i == 0 ? "" : by).inParentheses(parts.get(i));
        }
        return this;
    }

    /** Writes queries for what any of them finds. */
    SqlRenderer union(List<Subquery> queries) {
        for (var i = 0; i < queries.size(); i++) {
            var query = queries.get(i);
            add(i == 0 ? "SELECT " : " UNION SELECT ").add(query.column()).add(" FROM ").add(query.table())
                    .add(" WHERE ").add(query.where());
        }
        return this;
    }

    private SqlRenderer hinted(String hint, Condition part) {
        var place = hint.indexOf("%s");
        return add(hint.substring(0, place)).add(part).add(hint.substring(place + 2));
    }

    /** Writes the order. */
    SqlRenderer orderedBy(List<SortKey> order) {
        return order.isEmpty() ? this : add(" ORDER BY ").keys(order);
    }

    /** Writes the order of rows that come in that order anyway, where the database keeps that of a join's left side. */
    SqlRenderer notingOrder(List<SortKey> order) {
        return add(KeptOrder.START).keys(order).add(KeptOrder.END);
    }

    /** Writes the keys of an order as further columns, with a name each. */
    SqlRenderer namedKeys(List<SortKey> order) {
        for (var i = 0; i < order.size(); i++) {
            add(", ").add(order.get(i).value()).add(" AS ").add(name(i));
        }
        return this;
    }

    /** Writes the names of an order's keys as further columns. */
    SqlRenderer names(List<SortKey> order) {
        for (var i = 0; i < order.size(); i++) {
            add(", ").add(name(i));
        }
        return this;
    }

    /** Writes the order by the names of its keys. */
    SqlRenderer orderedByNames(List<SortKey> order) {
        for (var i = 0; i < order.size(); i++) {
            add(i == 0 ? " ORDER BY " : ", ").add(name(i)).add(order.get(i).descending() ? " DESC" : "");
        }
        return this;
    }

    private static String name(int key) {
        return "key_" + key;
    }

    private SqlRenderer keys(List<SortKey> order) {
        for (var i = 0; i < order.size(); i++) {
            add(i == 0 ? "" : ", ").add(order.get(i).value()).add(order.get(i).descending() ? " DESC" : "");
        }
        return this;
    }

    private SqlRenderer add(SortKey.Value value) {
        return switch (value) {
            case SortKey.Column(var name) -> add(name);
            case SortKey.ColumnOr(var name, var instead) ->
                add("coalesce(").add(name).add(", ").add(instead instanceof String ? "''" : instead.toString())
                        .add(")");
            case SortKey.IsMissing(var name) -> add(dialect.asNumber(name + " IS NULL"));
            case SortKey.Position(var name, var each) -> position(name, each);
            case SortKey.Unindexed(var part) -> {
                var inner = new SqlRenderer(dialect).add(part);
                yield add(dialect.withoutIndex(inner.text.toString()));
            }
        };
    }

    private SqlRenderer position(String name, List<String> each) {
        add("CASE ").add(name);
        for (var i = 0; i < each.size(); i++) {
            add(" WHEN '").add(each.get(i)).add("' THEN ").add(Integer.toString(i));
        }
        return add(" ELSE ").add(Integer.toString(each.size())).add(" END");
    }

    /** Writes the condition that a row comes after the one with these sort values. */
    SqlRenderer after(List<SortKey> order, List<?> place) {
        return order.stream().map(SortKey::descending).distinct().count() == 1
                ? afterAsWhole(order, place)
                : afterMixed(order, place);
    }

    // A row-value comparison lets an index find the position.
    private SqlRenderer afterAsWhole(List<SortKey> order, List<?> place) {
        add("((");
        for (var i = 0; i < order.size(); i++) {
            add(i == 0 ? "" : ", ").add(order.get(i).value());
        }
        add(order.getFirst().descending() ? ") < (" : ") > (");
        for (var i = 0; i < order.size(); i++) {
            add(i == 0 ? "?" : ", ?").with(place.get(i));
        }
        return add("))");
    }

    private SqlRenderer afterMixed(List<SortKey> order, List<?> place) {
        // This follows from the rest, and lets an index on the first key start there.
        add("(").add(order.getFirst().value()).add(order.getFirst().descending() ? " <= ?" : " >= ?")
                .with(place.getFirst()).add(") AND (");
        for (var last = 0; last < order.size(); last++) {
            add(last == 0 ? "" : " OR ");
            for (var i = 0; i <= last; i++) {
                var sign = i < last ? " = ?" : order.get(i).descending() ? " < ?" : " > ?";
                add(i == 0 ? "" : " AND ").add(order.get(i).value()).add(sign).with(place.get(i));
            }
        }
        return add(")");
    }

    /** Adds the value of a parameter. */
    SqlRenderer with(Object value) {
        values.add(value);
        return this;
    }

    SqlRenderer withAll(List<Object> all) {
        values.addAll(all);
        return this;
    }
}
