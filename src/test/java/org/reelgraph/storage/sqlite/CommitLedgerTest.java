package org.reelgraph.storage.sqlite;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sqlite.CommitLedger.Changes;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reelgraph.testing.Trees.object;

@SqliteOnly
class CommitLedgerTest extends ServerTest {

    @Inject
    CommitLedger ledger;

    @Inject
    WriteTransactions transactions;

    @Inject
    @Named("writer")
    JdbcOperations writer;

    private long[] first = {};
    private long[] second = {};

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cache", "on");
    }

    @BeforeAll
    void importMovies() {
        first = movie("first");
        second = movie("second");
    }

    private long[] movie(String key) {
        var created = new Imports(client()).movies(object("ratingKey", key, "title", key));
        return new long[]{GlobalId.parse(created.at("/movies/0/id").asText()).id()};
    }

    private int write(String sql) {
        return transactions.within(() -> writer.prepareStatement(sql, PreparedStatement::executeUpdate));
    }

    private static String touch(long[] item) {
        return "UPDATE media_items SET updated_at = updated_at + 1 WHERE id = " + item[0];
    }

    private void failToCommit(long[] item) {
        assertThatThrownBy(() -> transactions.within(() -> {
            for (var sql : List.of(touch(item), "PRAGMA defer_foreign_keys = ON",
                    "INSERT INTO quality_profile_qualities VALUES (999, 0, 'of no profile', 1, 0)")) {
                writer.prepareStatement(sql, PreparedStatement::executeUpdate);
            }
            return item;
        })).hasStackTraceContaining("FOREIGN KEY");
    }

    /** {@return a moment after which nothing unusual has happened yet} */
    private long moment() {
        write("DELETE FROM media_tags WHERE name = 'none'");
        return ledger.moment();
    }

    @Test
    void givenACommitThatFails_whenTheNextOneChangesAnItem_thenWhatWasReadOfItInBetweenIsOutdated() {
        moment();
        failToCommit(second);
        var moment = ledger.moment();

        write(touch(first));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
    }

    @Test
    void givenAnItemThatChanges_whenCommitted_thenWhatWasReadOfItIsOutdated_andOfOthersItIsNot() {
        var moment = moment();
        write(touch(first));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
        assertThat(ledger.isCurrent(moment, second)).isTrue();
        assertThat(ledger.isCurrent(moment, new long[]{second[0], first[0]})).isFalse();
        assertThat(ledger.isCurrent(moment)).isFalse();
        assertThat(ledger.isCurrent(ledger.moment(), first)).isTrue();
    }

    @Test
    void givenSomethingElse_whenCommitted_thenItemsAreCurrent_andTheDatabaseIsNot() {
        var moment = moment();
        write("DELETE FROM search_making WHERE version = 'none'");

        assertThat(ledger.isCurrent(moment, first)).isTrue();
        assertThat(ledger.isCurrent(moment)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE people SET name = name WHERE id = 0", "delete from \"people\" where id = 0",
            "INSERT INTO people SELECT * FROM people WHERE 0 ON CONFLICT (id) DO UPDATE SET name = 'x'",
            "INSERT OR REPLACE INTO people SELECT * FROM people WHERE 0", "UPDATE changes SET at = at WHERE seq = 0"})
    void givenWhatTheFeedOfChangesDoesNotTell_whenCommitted_thenAllItemsAreOutdated(String sql) {
        var moment = moment();
        write(sql);

        assertThat(ledger.isCurrent(moment, first)).isFalse();
    }

    @Test
    void givenAnotherProgram_whenItCommits_thenEverythingIsOutdated() throws SQLException {
        var moment = moment();
        Tables.run(folder(), "DELETE FROM media_tags WHERE name = 'none'");
        assertThat(ledger.isCurrent(moment, first)).isTrue(); // nothing was written
        Tables.run(folder(), touch(second));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
        assertThat(ledger.isCurrent(ledger.moment(), first)).isTrue();
    }

    @Test
    void givenAnotherProgramThatCommitsBetweenTwoOfOurs_whenNobodyHasLooked_thenEverythingIsOutdated()
            throws SQLException {
        var moment = moment();
        Tables.run(folder(), touch(first));
        write(touch(second));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
    }

    @Test
    void givenAWriteWithoutATransaction_whenAnotherCommits_thenEverythingIsOutdated() {
        var moment = moment();
        writer.execute(connection -> {
            try (var statement = connection.prepareStatement(touch(first))) {
                return statement.executeUpdate();
            }
        });
        write(touch(second));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
    }

    @Test
    void givenStatementsOfUnknownText_whenCommitted_thenEverythingIsOutdated() {
        var moment = moment();
        transactions.within(() -> writer.execute(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("DELETE FROM media_tags WHERE name = 'none'");
            }
        }));

        assertThat(ledger.isCurrent(moment, first)).isFalse();
    }

    @Test
    void givenWorkThatFails_whenItIsRolledBack_thenNothingIsOutdated() {
        var moment = moment();
        assertThatThrownBy(() -> transactions.within(() -> {
            writer.prepareStatement(touch(first), PreparedStatement::executeUpdate);
            throw new IllegalStateException("given up");
        })).hasMessageContaining("given up");

        assertThat(ledger.isCurrent(moment, first)).isTrue();
        write(touch(second));
        assertThat(ledger.isCurrent(moment, first)).isTrue();
    }

    @Test
    void givenACommitThatIsUnderWay_whenAsked_thenNothingIsCurrent() {
        var moment = moment();
        ledger.begin();
        assertThat(ledger.isCurrent(moment, first)).isFalse();
        ledger.end(new Changes(false, false, second), () -> false);

        assertThat(ledger.isCurrent(moment, first)).isTrue();
        assertThat(ledger.isCurrent(moment, second)).isFalse();
    }

    @Test
    void givenAnImportOfWhatIsThere_whenItIsDoneAgain_thenOtherItemsStayCurrent() {
        movie("first");
        var moment = moment();
        movie("first");

        assertThat(ledger.isCurrent(moment, second)).isTrue();
    }
}
