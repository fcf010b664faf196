package org.reelgraph.mediaos.files;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.wanted.WantedDetails;
import org.reelgraph.wanted.WantedStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** How entries of wanted.json are kept in the database. */
class WantedFileTest extends ServerTest {

    private static final Instant ADDED = Instant.parse("2025-11-28T08:00:00Z");

    @Inject
    WantedFile file;
    @Inject
    WriteTransactions transactions;
    @Inject
    StatementCounter counter;

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM wanted_items");
    }

    private static WantedDetails movie(String title, Integer year, String imdb) {
        return new WantedDetails(MediaKind.MOVIE, title, year, ExternalIds.of(imdb, null, null, null),
                WantedStatus.WANTED, null, null, ADDED);
    }

    private static Incoming<WantedDetails> entry(String id, WantedDetails details, Optional<Long> row) {
        return new Incoming<>(new EntryKey("items", id), details, row);
    }

    private static Incoming<WantedDetails> entry(String id, WantedDetails details) {
        return entry(id, details, Optional.empty());
    }

    private List<Kept> keep(boolean dryRun, List<Incoming<WantedDetails>> entries) {
        return transactions.within(() -> file.keep(entries, Actor.COMMAND_LINE, dryRun));
    }

    private List<Kept> keep(List<Incoming<WantedDetails>> entries) {
        return keep(false, entries);
    }

    private static List<Outcome> outcomes(List<Kept> kept) {
        return kept.stream().map(Kept::outcome).toList();
    }

    private List<Stored<WantedDetails>> stored() {
        return transactions.within(() -> file.findAfter(0, 1000));
    }

    @Test
    void givenEntries_whenTheyAreKeptTwice_thenTheSecondTimeChangesNothing() throws SQLException {
        var entries = List.of(entry("a", movie("Heat", 1995, "tt1")), entry("b", movie("Heat", 1995, "tt2")),
                entry("c", movie("Crash", null, null)));

        assertThat(outcomes(keep(true, entries))).containsOnly(Outcome.CREATED);
        assertThat(keep(true, entries)).allMatch(kept -> kept.rowId().isEmpty());
        assertThat(stored()).isEmpty();
        var kept = keep(entries);
        var rows = Tables.query(folder(), "SELECT * FROM wanted_items ORDER BY id");

        assertThat(outcomes(kept)).containsOnly(Outcome.CREATED);
        assertThat(stored()).isEqualTo(IntStream.range(0, 3)
                .mapToObj(i -> new Stored<>(kept.get(i).rowId().orElseThrow(), entries.get(i).value())).toList());
        assertThat(keep(entries)).allMatch(each -> each.outcome() == Outcome.UNCHANGED)
                .extracting(Kept::rowId).isEqualTo(kept.stream().map(Kept::rowId).toList());
        assertThat(Tables.query(folder(), "SELECT * FROM wanted_items ORDER BY id")).isEqualTo(rows);
        assertThat(file.newKey(stored().getFirst()).key()).startsWith("wanted_");
    }

    @Test
    void givenKeptEntries_whenTheyAreChanged_thenTheirRowsAre() throws SQLException {
        var row = keep(List.of(entry("a", movie("Heat", 1995, null)))).getFirst().rowId();
        var audited = Tables.query(folder(), "SELECT id FROM audit_log").size();

        var renamed = keep(
                List.of(entry("a", movie("Heat 2", null, null), row), entry("b", movie("Heat", 1995, null))));

        assertThat(outcomes(renamed)).containsExactly(Outcome.UPDATED, Outcome.CREATED);
        assertThat(renamed.getFirst().rowId()).isEqualTo(row);
        assertThat(transactions.within(() -> file.find(List.of(row.orElseThrow()))))
                .isEqualTo(Map.of(row.orElseThrow(), movie("Heat 2", null, null)));
        assertThat(Tables.query(folder(), "SELECT actor, action, label FROM audit_log ORDER BY id")
                .subList(audited, audited + 2)).containsExactly("|COMMAND_LINE|updateWantedItem|Heat 2",
                        "|COMMAND_LINE|createWantedItem|Heat");
        // A row that is gone by now is made anew.
        transactions.within(() -> {
            file.delete(List.of(row.orElseThrow()), Actor.COMMAND_LINE);
            return true;
        });
        assertThat(outcomes(keep(List.of(entry("a", movie("Heat 2", null, null), row)))))
                .containsExactly(Outcome.CREATED);
    }

    @Test
    void givenTwoEntriesThatMeanOneItem_whenTheyAreKept_thenTheSecondIsRefusedAndNamesTheFirst() {
        var kept = keep(List.of(entry("a", movie("Heat", 1995, null)), entry("b", movie("HEAT", 1995, null)),
                entry("c", movie("Other", null, "tt5")), entry("d", movie("Another", 1960, "tt5"))));

        assertThat(outcomes(kept)).containsExactly(Outcome.CREATED, Outcome.FAILED, Outcome.CREATED, Outcome.FAILED);
        assertThat(kept.get(1).errors().getFirst().path()).containsExactly("title");
        assertThat(kept.get(1).errors().getFirst().message()).isEqualTo(
                "This is the movie 'Heat' (1995) of items[id a]: both have the same kind, title and year.");
        assertThat(kept.get(3).errors().getFirst().path()).containsExactly("imdbId");
        assertThat(stored()).hasSize(2);
        // Also if the one that came first is only met later.
        var row = kept.getFirst().rowId();
        assertThat(outcomes(keep(List.of(entry("b", movie("HEAT", 1995, null)), entry("a", movie("Heat", 1995, null),
                row))))).containsExactly(Outcome.FAILED, Outcome.UNCHANGED);
    }

    @Test
    void givenAnEntryThatMeansTwoItems_whenItIsKept_thenItIsRefused() {
        keep(List.of(entry("a", movie("Heat", 1995, "tt1")), entry("b", movie("Crash", null, null))));
        var row = stored().getLast().rowId();

        var kept = keep(List.of(entry("b", movie("Crash", null, "tt1"), Optional.of(row)),
                entry("c", movie("Crash", null, "tt1"))));

        assertThat(outcomes(kept)).containsExactly(Outcome.FAILED, Outcome.FAILED);
        assertThat(kept.getFirst().errors().getFirst().path()).containsExactly("imdbId");
    }

    @Test
    void givenManyEntries_whenTheyAreKept_thenAsMuchIsReadAsForOne() {
        var reads = new HashMap<Integer, Long>();
        for (var size : List.of(1, 300)) {
            var entries = new ArrayList<Incoming<WantedDetails>>();
            for (var i = 0; i < size; i++) {
                entries.add(entry(size + "-" + i, movie("Movie " + size + "-" + i, null, null)));
            }
            counter.reset();
            keep(entries);
            reads.put(size, counter.statements().stream().filter(sql -> sql.startsWith("SELECT")
                    && sql.contains("wanted_items")).count());
        }

        assertThat(reads).isEqualTo(Map.of(1, 1L, 300, 1L));
        assertThat(stored()).hasSize(301);
    }
}
