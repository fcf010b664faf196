package org.reelgraph.storage.postgresql;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlDialect;

/**
 * How PostgreSQL says it. Lists are left to {@link Translation}. All columns have the collation "C", in which
 * {@code lower} changes A to Z and no other letter.
 */
@OnPostgresql
@Singleton
class PostgresqlDialect implements SqlDialect {

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
        return "lower(" + column + ")";
    }

    @Override
    public String parameterIgnoringCase() {
        return "lower(CAST(? AS text) COLLATE \"C\")";
    }

    @Override
    public Object listIgnoringCase(List<?> values) {
        return JsonArray.of(values.stream().map(value -> withoutCase(value.toString())).toList());
    }

    @Override
    public String contains(String column) {
        return "strpos(" + column + ", ?) > 0";
    }

    @Override
    public String containsIgnoringCase(String column) {
        return "strpos(lower(" + column + "), " + parameterIgnoringCase() + ") > 0";
    }

    @Override
    public String hasMember(String column, String member) {
        return "EXISTS (SELECT 1 FROM json_array_elements(CAST(" + column + " AS json)) AS each(value)"
                + " WHERE value ->> '" + member + "' = ?)";
    }

    @Override
    public String unselective(String condition) {
        return condition;
    }

    @Override
    public String withoutIndex(String value) {
        return value;
    }

    @Override
    public String databaseSize() {
        return "pg_database_size(current_database())";
    }

    @Override
    public String joinInOrder() {
        return "JOIN";
    }

    // It doesn't see that an index that begins with a constant gives the order of a union's part.
    @Override
    public boolean mergesUnions() {
        return false;
    }

    @Override
    public String asNumber(String condition) {
        return "CAST(" + condition + " AS integer)";
    }

    private static String withoutCase(String text) {
        var letters = text.toCharArray();
        for (var i = 0; i < letters.length; i++) {
            if (letters[i] >= 'A' && letters[i] <= 'Z') {
                letters[i] += 'a' - 'A';
            }
        }
        return new String(letters);
    }

    @Override
    public String joinEach(String table, String alias, String rows) {
        return "CROSS JOIN LATERAL (SELECT " + alias + ".* FROM " + table + " AS " + alias + " WHERE " + rows + ") AS "
                + table;
    }
}
