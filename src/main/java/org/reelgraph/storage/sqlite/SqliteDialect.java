package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlDialect;

/** How SQLite says it. */
@OnSqlite
@Singleton
class SqliteDialect implements SqlDialect {

    // Columns that are declared to ignore case. If a condition said so again, it could not use their indexes in an OR.
    private static final Set<String> DECLARED = Set.of("studio", "content_rating");

    @Override
    public String isInList(String column) {
        return column + JsonArray.IN;
    }

    @Override
    public Object list(List<?> values) {
        return JsonArray.of(values);
    }

    @Override
    public String ignoringCase(String column) {
        return DECLARED.contains(column) ? column : column + " COLLATE NOCASE";
    }

    @Override
    public String parameterIgnoringCase() {
        return "?";
    }

    @Override
    public Object listIgnoringCase(List<?> values) {
        return list(values);
    }

    @Override
    public String contains(String column) {
        return "instr(" + column + ", ?) > 0";
    }

    @Override
    public String containsIgnoringCase(String column) {
        return "instr(lower(" + column + "), lower(?)) > 0";
    }

    @Override
    public String hasMember(String column, String member) {
        return "EXISTS (SELECT 1 FROM json_each(" + column + ") WHERE json_extract(value, '$." + member + "') = ?)";
    }

    @Override
    public String unselective(String condition) {
        return "likelihood(" + condition + ", 0.5)";
    }

    @Override
    public String withoutIndex(String value) {
        return "+" + value;
    }

    @Override
    public String databaseSize() {
        return "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)";
    }

    @Override
    public String joinInOrder() {
        return "CROSS JOIN";
    }

    @Override
    public boolean mergesUnions() {
        return true;
    }

    @Override
    public String asNumber(String condition) {
        return "(" + condition + ")";
    }

    @Override
    public String joinEach(String table, String alias, String rows) {
        return "CROSS JOIN %1$s ON %1$s.id IN (SELECT %2$s.id FROM %1$s AS %2$s WHERE %3$s)".formatted(table, alias,
                rows);
    }
}
