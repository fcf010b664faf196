package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.downloaders.DownloaderDraft;
import org.reelgraph.connections.indexers.IndexerDraft;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The files downloaders.json and indexers.json. */
class ServerFilesTest extends ServerTest {

    private static final String QBITTORRENT = """
                                              {"enabled": true, "baseUrl": "http://qbit:8080", "username": "mediaos",
                                               "password": "hunter2 ü", "timeoutMs": 5000, "category": "mediaos"}""";
    private static final EntryKey MANUAL = new EntryKey("indexers", "k3j4h5");

    @Inject
    DownloadersFile downloaders;

    @Inject
    IndexersFile indexers;

    @Inject
    WriteTransactions transactions;

    @Inject
    StatementCounter counter;

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM downloaders");
        Tables.run(folder(), "DELETE FROM indexers");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(MediaOsFile<T> file, EntryKey key, String entry) {
        return file.read(key, json(entry), error -> {
            throw new AssertionError(error);
        }).orElseThrow();
    }

    private <T> List<Kept> keep(MediaOsFile<T> file, boolean dryRun, List<Incoming<T>> entries) {
        return transactions.within(() -> file.keep(entries, Actor.COMMAND_LINE, dryRun));
    }

    private <T> Kept keep(MediaOsFile<T> file, EntryKey key, String entry, Optional<Long> row) {
        return keep(file, false, List.of(new Incoming<>(key, read(file, key, entry), row))).getFirst();
    }

    @Test
    void givenEntriesOfMediaOs_whenTheyAreReadAndWritten_thenTheyAreTheSame() {
        for (var entry : List.of(QBITTORRENT, "{\"enabled\": false}",
                "{\"enabled\": true, \"apiKey\": \"k\", \"password\": \"p\"}",
                "{\"enabled\": false, \"timeoutMs\": 1}")) {
            assertThat(downloaders.write(read(downloaders, EntryKey.ofMember("qbittorrent"), entry)))
                    .isEqualTo(json(entry));
        }
        for (var entry : List.of("""
                                 {"name": "Example", "type": "prowlarr", "protocol": "torrent", "enabled": true,
                                  "priority": 25}""", """
                                                      {"name": "Manual", "type": "manual", "protocol": "usenet",
                                                       "enabled": true, "baseUrl": "http://nzb.example"}""",
                """
                {"name": "Far", "type": "jackett", "protocol": "torrent", "enabled": false,
                 "priority": -7, "apiKey": "k"}""")) {
            assertThat(indexers.write(read(indexers, MANUAL, entry))).isEqualTo(json(entry));
        }
        var prowlarr = "{\"enabled\": true, \"baseUrl\": \"http://prowlarr:9696\", \"apiKey\": \"k\"}";
        assertThat(indexers.write(read(indexers, EntryKey.ofMember("prowlarr"), prowlarr))).isEqualTo(json(prowlarr));
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "25, 25", "49, 1", "100, -50", "-1, 51"})
    void givenAPriorityOfMediaOs_whenItIsRead_thenTheBetterIsTheLower(int theirs, int ours) {
        var read = read(indexers, MANUAL,
                "{\"name\": \"a\", \"protocol\": \"torrent\", \"priority\": " + theirs + "}");

        assertThat(read.priority()).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"downloaders | emule | {} | []", "downloaders | nzbget | {\"enabled\": 1} | [enabled]",
                    "downloaders | nzbget | {\"baseUrl\": \"host:1\"} | [baseUrl]",
                    "downloaders | nzbget | {\"timeoutMs\": 0} | [timeoutMs]",
                    "downloaders | nzbget | {\"timeoutMs\": 1.5} | [timeoutMs]",
                    "downloaders | nzbget | {\"username\": 7} | [username]",
                    "indexers | x | {\"protocol\": \"usenet\"} | [name]",
                    "indexers | x | {\"name\": \"a\"} | [protocol]",
                    "indexers | x | {\"name\": \"a\", \"protocol\": \"torrent\", \"type\": \"x\"} | [type]",
                    "indexers | x | {\"name\": \"a\", \"protocol\": \"torrent\", \"priority\": 1e9} | [priority]"})
    void givenAMistake_whenAnEntryIsRead_thenItsPlaceIsNamed(String file, String key, String entry, String path) {
        var errors = new ArrayList<UserError>();
        MediaOsFile<?> reader = file.equals("indexers") ? indexers : downloaders;

        var read = reader.read(new EntryKey(file.equals("indexers") ? "indexers" : "", key), json(entry), errors::add);

        assertThat(read).isEmpty();
        assertThat(errors).extracting(error -> error.path().toString()).containsExactly(path);
    }

    @Test
    void givenDownloaders_whenTheyAreKeptAgain_thenNothingChanges_andChangesAreFound() throws SQLException {
        var key = EntryKey.ofMember("qbittorrent");
        var dry = keep(downloaders, true, List.of(new Incoming<>(key, read(downloaders, key, QBITTORRENT),
                Optional.empty())));
        assertThat(dry).containsExactly(new Kept(Outcome.CREATED, Optional.empty(), List.of()));
        assertThat(Tables.query(folder(), "SELECT id FROM downloaders")).isEmpty();

        var made = keep(downloaders, key, QBITTORRENT, Optional.empty());
        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(keep(downloaders, key, QBITTORRENT, made.rowId()).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(keep(downloaders, key, QBITTORRENT, Optional.empty())).isEqualTo(
                new Kept(Outcome.UNCHANGED, made.rowId(), List.of()));
        assertThat(keep(downloaders, key, QBITTORRENT.replace("hunter2", "other"), made.rowId()).outcome())
                .isEqualTo(Outcome.UPDATED);
        var stored = transactions.within(() -> downloaders.findAfter(0, 10));
        assertThat(stored).singleElement().satisfies(each -> {
            assertThat(downloaders.newKey(each)).isEqualTo(key);
            assertThat(downloaders.write(each.value()).get("password").asText()).isEqualTo("other ü");
        });
        assertThat(Tables.query(folder(), "SELECT credentials FROM downloaders").getFirst()).doesNotContain("other");
        transactions.within(() -> {
            downloaders.delete(List.of(made.rowId().orElseThrow()), Actor.COMMAND_LINE);
            return stored;
        });
        assertThat(Tables.query(folder(), "SELECT id FROM downloaders")).isEmpty();
    }

    @Test
    void givenANameThatIsTaken_whenADownloaderIsKept_thenItFails() {
        keep(downloaders, EntryKey.ofMember("nzbget"), "{\"name\": \"SABnzbd\"}", Optional.empty());

        var failed = keep(downloaders, EntryKey.ofMember("sabnzbd"), "{\"enabled\": false}", Optional.empty());

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.errors()).singleElement().extracting(UserError::message).asString().contains("SABnzbd");
    }

    @Test
    void givenSeveralOfAKind_whenTheyGetKeys_thenTheKeysDifferAndLeadToTheSame() {
        keep(downloaders, EntryKey.ofMember("nzbget"), "{}", Optional.empty());
        keep(downloaders, EntryKey.ofMember("nzbget"), "{\"name\": \"Second\"}", Optional.empty());
        keep(indexers, EntryKey.ofMember("prowlarr"), "{}", Optional.empty());
        keep(indexers, MANUAL, "{\"name\": \"Second\", \"type\": \"prowlarr\", \"manager\": true}", Optional.empty());

        for (var file : List.of(downloaders, indexers)) {
            assertSame(file);
        }
    }

    private <T> void assertSame(MediaOsFile<T> file) {
        var stored = transactions.within(() -> file.findAfter(0, 10));
        assertThat(stored.stream().map(file::newKey)).hasSize(2).doesNotHaveDuplicates();
        assertThat(stored)
                .allSatisfy(each -> assertThat(file.read(file.newKey(each), file.write(each.value()), error -> {
                })).contains(each.value()));
    }

    @Test
    void givenManyIndexers_whenTheyAreKept_thenTheNumberOfReadingStatementsStaysTheSame() {
        assertThat(reads(2)).isEqualTo(reads(20));
    }

    private long reads(int count) {
        var entries = new ArrayList<Incoming<IndexerDraft>>();
        for (var i = 0; i < count; i++) {
            var key = new EntryKey("indexers", "i" + i);
            entries.add(new Incoming<>(key, read(indexers, key, "{\"name\": \"n\", \"protocol\": \"usenet\"}"),
                    Optional.empty()));
        }
        counter.reset();
        assertThat(keep(indexers, false, entries)).allMatch(kept -> kept.outcome() == Outcome.CREATED);
        return counter.statements().stream().filter(sql -> sql.startsWith("SELECT")).count();
    }

    @Test
    void givenWhatWasKept_whenItIsFoundByRow_thenItMeansTheSame() {
        var made = keep(downloaders, EntryKey.ofMember("qbittorrent"), QBITTORRENT, Optional.empty()).rowId()
                .orElseThrow();

        DownloaderDraft found = transactions.within(() -> downloaders.find(List.of(made))).get(made);
        assertThat(found).isEqualTo(read(downloaders, EntryKey.ofMember("qbittorrent"), QBITTORRENT));
        assertThat(found).asString().doesNotContain("hunter2");
    }
}
