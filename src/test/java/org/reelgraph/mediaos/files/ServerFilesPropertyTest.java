package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.reelgraph.audit.Actor;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries at random: what can be read means the same once it was written, or kept in the database. */
@Tag("database")
class ServerFilesPropertyTest {

    private static final List<String> MEMBERS = List.of("name", "enabled", "baseUrl", "username", "password", "apiKey",
            "timeoutMs", "category", "type", "protocol", "priority", "manager", "other");
    private static final List<EntryKey> KEYS = List.of(EntryKey.ofMember("qbittorrent"), EntryKey.ofMember("nzbget-7"),
            EntryKey.ofMember("sabnzbd"), EntryKey.ofMember("emule"));
    private static final List<EntryKey> INDEXER_KEYS = List.of(EntryKey.ofMember("prowlarr"),
            EntryKey.ofMember("jackett"), new EntryKey("indexers", "a"), new EntryKey("indexers", "b"));

    private static ApplicationContext context;

    @BeforeContainer
    static void start() {
        var folder = ServerTest.newFolder("ServerFilesPropertyTest");
        TestDatabase.create(folder);
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.put("reelgraph.data-dir", folder.toString());
        context = ApplicationContext.run(settings);
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    @Property(tries = 500)
    void downloadersMeanTheSame(@ForAll("entries") ObjectNode entry, @ForAll("keys") EntryKey key) {
        check(context.getBean(DownloadersFile.class), key, entry);
    }

    @Property(tries = 500)
    void indexersMeanTheSame(@ForAll("entries") ObjectNode entry, @ForAll("indexerKeys") EntryKey key) {
        check(context.getBean(IndexersFile.class), key, entry);
    }

    private static <T> void check(MediaOsFile<T> file, EntryKey key, ObjectNode entry) {
        var faults = JsonNodeFactory.instance.arrayNode();
        var read = file.read(key, entry.deepCopy(), error -> faults.add(error.message()));
        Statistics.collect(read.isPresent());
        assertThat(read.isEmpty()).isEqualTo(!faults.isEmpty());
        read.ifPresent(value -> {
            var written = file.write(value);
            assertThat(written.propertyStream().map(member -> member.getKey())).allMatch(file.members()::contains);
            assertThat(file.read(key, written, error -> {
            })).isEqualTo(read);
            assertKept(file, key, value);
        });
    }

    private static <T> void assertKept(MediaOsFile<T> file, EntryKey key, T value) {
        context.getBean(WriteTransactions.class).within(() -> {
            var kept = file.keep(List.of(new Incoming<>(key, value, Optional.empty())), Actor.COMMAND_LINE, false)
                    .getFirst();
            assertThat(kept.outcome()).isEqualTo(Outcome.CREATED);
            var row = kept.rowId().orElseThrow();
            assertThat(file.find(List.of(row))).containsEntry(row, value);
            file.delete(List.of(row), Actor.COMMAND_LINE);
            return row;
        });
    }

    @Provide
    Arbitrary<EntryKey> keys() {
        return Arbitraries.of(KEYS);
    }

    @Provide
    Arbitrary<EntryKey> indexerKeys() {
        return Arbitraries.of(INDEXER_KEYS);
    }

    @Provide
    Arbitrary<ObjectNode> entries() {
        return Arbitraries.maps(Arbitraries.of(MEMBERS), Arbitraries.integers().between(0, 9)).ofMaxSize(8)
                .flatMap(chosen -> Arbitraries.randomValue(random -> {
                    var entry = JsonNodeFactory.instance.objectNode();
                    chosen.forEach((member, luck) -> entry.set(member, value(member, luck, random.nextInt())));
                    return entry;
                }));
    }

    // Mostly what belongs there.
    private static JsonNode value(String member, int luck, int number) {
        var make = JsonNodeFactory.instance;
        if (luck == 0) {
            return make.nullNode();
        }
        if (luck == 1) {
            return make.textNode("  \u0000 ü");
        }
        return switch (member) {
            case "enabled", "manager" -> make.booleanNode(luck > 5);
            case "timeoutMs" -> make.numberNode(Math.floorMod(number, 310_000));
            case "priority" -> make.numberNode(luck > 5 ? number % 60 : number);
            case "baseUrl" -> make.textNode("http://host" + Math.floorMod(number, 3) + (luck > 5 ? "/" : ":8080/x"));
            case "type" -> make.textNode(List.of("manual", "prowlarr", "jackett", "x").get(luck % 4));
            case "protocol" -> make.textNode(List.of("torrent", "usenet").get(luck % 2));
            default -> make.textNode(Integer.toString(number, 36));
        };
    }
}
