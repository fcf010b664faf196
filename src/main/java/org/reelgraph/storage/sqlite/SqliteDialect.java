package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlDialect;

/** How SQLite says it. */
@Singleton
class SqliteDialect implements SqlDialect {

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
        return column + " COLLATE NOCASE";
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
}
