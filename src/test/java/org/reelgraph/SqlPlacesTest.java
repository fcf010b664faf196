package org.reelgraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** SQL stands where a second database would look for it. */
class SqlPlacesTest {

    private static final Path SOURCES = Path.of("src/main/java/org/reelgraph");
    private static final String FULL_TEXT = "catalog/search/(index|fts5|postgresql)/";
    private static final Pattern HOLDS_SQL = Pattern
            .compile("(?!storage/(sqlite|postgresql)/|" + FULL_TEXT
                    + ").*(Repository|Store|Reader|Writer)\\.java|storage/sql/.*");
    private static final Pattern ALLOWED = Pattern.compile(
            // What is a database's own lies in storage, but for its full-text index.
            ".*(Repository|Store|Reader|Writer)\\.java|storage/.*|" + FULL_TEXT + ".*"
            // Read before there are beans.
                    + "|settings/SettingsSource\\.java");
    private static final Pattern FULL_TEXT_SQL = Pattern.compile("search_(titles|texts|fragments)");
    private static final Pattern FTS5_SQL = Pattern.compile("\\bMATCH\\b|\\browid\\b");
    private static final Pattern SQLITE = Pattern.compile("(?i)sqlite|pragma|kept-statements");
    private static final Pattern POSTGRESQL = Pattern.compile("(?i)postgres|\\bpg_|tsvector|tsquery|unnest");
    // What SQLite understands and other databases don't, or not so.
    private static final Pattern SQLITE_SQL = Pattern
            .compile("\\?[0-9]|\\bIS (NOT )?[?:]|\\b(INSERT|UPDATE) OR [A-Z]|\\bREPLACE INTO\\b"
                    + "|\\b(instr|char|ifnull|iif|group_concat|unixepoch|likelihood|likely|total_changes|changes|typeof)\\("
                    + "|\\b(GLOB|NOCASE|INDEXED BY)\\b|\\bCROSS JOIN \\w+( \\w+)? ON\\b"
                    + "|\\bjson_(?!each)\\w+\\(|\\b(max|min)\\([\\w.]+,");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"",
            Pattern.DOTALL);
    private static final Pattern SQL = Pattern
            .compile("\\b(SELECT|PRAGMA|INSERT INTO|DELETE FROM)\\b|\\bUPDATE \\w+ SET\\b"
                    + "|\\b(FROM|WHERE|JOIN|ORDER BY|GROUP BY) |IS (NOT )?NULL|json_each| (=|<|>|MATCH) \\?");

    @Test
    void givenTheSourcesThenOnlyClassesThatReadAndWriteHoldSql() {
        assertThat(sources().filter(path -> !ALLOWED.matcher(name(path)).matches()).flatMap(SqlPlacesTest::sql))
                .isEmpty();
    }

    @Test
    void givenTheSourcesThenTheFunctionThatUnpacksListsIsNamedByTheDialectAlone() {
        assertThat(sources().filter(path -> literals(path).stream().anyMatch(text -> text.contains("json_each")))
                .map(SqlPlacesTest::name)).containsExactlyInAnyOrder("storage/sql/JsonArray.java",
                        "storage/sqlite/SqliteDialect.java");
    }

    @Test
    void givenTheSourcesThenStatementsAreWhatOtherDatabasesUnderstand() {
        assertThat(sources().filter(path -> HOLDS_SQL.matcher(name(path)).matches())
                .filter(path -> literals(path).stream().anyMatch(SQLITE_SQL.asPredicate()))
                .map(SqlPlacesTest::name)).isEmpty();
    }

    @Test
    void givenTheSourcesThenSqliteIsNamedByItsPackageAlone() {
        assertThat(sources().filter(path -> !name(path).matches("storage/sqlite/.*|catalog/search/fts5/OnFts5.*"))
                .filter(path -> literals(path).stream().anyMatch(SQLITE.asPredicate())).map(SqlPlacesTest::name))
                // Which kind of file somebody takes for one to import, and a format's name.
                .containsExactlyInAnyOrder("imports/formats/JsonBeginning.java", "imports/formats/LegacySqlite.java");
    }

    @Test
    void givenTheSourcesThenTheFullTextIndexIsKnownByItsPackageAlone() {
        assertThat(sources().filter(path -> !name(path).matches(FULL_TEXT + ".*"))
                .filter(path -> literals(path).stream().anyMatch(FULL_TEXT_SQL.asPredicate()))
                .map(SqlPlacesTest::name)).isEmpty();
        assertThat(sources().filter(path -> !name(path).startsWith("catalog/search/fts5/"))
                .filter(path -> literals(path).stream().anyMatch(FTS5_SQL.asPredicate()))
                .map(SqlPlacesTest::name)).isEmpty();
    }

    @Test
    void givenTheSourcesThenPostgresqlIsNamedByItsPackagesAlone() {
        assertThat(sources().filter(path -> !name(path).matches("(storage|catalog/search|jobs)/postgresql/.*"))
                .filter(path -> literals(path).stream().anyMatch(POSTGRESQL.asPredicate())).map(SqlPlacesTest::name))
                .isEmpty();
    }

    @Test
    void givenAStatementInASourceThenItIsSeen() {
        assertThat(sql(SOURCES.resolve("accounts/UserRepository.java"))).isNotEmpty();
    }

    private static Stream<String> sql(Path path) {
        return literals(path).stream().filter(text -> SQL.matcher(text).find()).map(text -> name(path) + ": " + text);
    }

    private static List<String> literals(Path path) {
        try {
            var code = COMMENT.matcher(Files.readString(path)).replaceAll("");
            return LITERAL.matcher(code).results().map(result -> result.group()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return SOURCES.relativize(path).toString().replace('\\', '/');
    }
}
