package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.quality.DefaultQuality;
import org.reelgraph.quality.ProfileContent;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class QualityFilesTest extends ServerTest {

    private static final String PROFILES = """
                                           [{"id": "hd-1080p", "name": "HD-1080p", "upgradeAllowed": true, "cutoff": "1080p", "qualities": [
                                               {"quality": "2160p", "allowed": false, "preferred": false},
                                               {"quality": "1080p", "allowed": true, "preferred": true},
                                               {"quality": "720p", "allowed": true, "preferred": false}]},
                                            {"id": "8k", "name": "8K", "description": "For walls.", "upgradeAllowed": false, "cutoff": "4320p",
                                             "qualities": [{"quality": "4320p", "allowed": true, "preferred": false}], "minSize": 0, "maxSize": 1}]""";
    private static final String DEFAULTS = """
                                           {"movie": {"allowed": ["1080p", "720p"], "cutoff": "1080p"},
                                            "series": {"allowed": ["1080p", "720p", "480p"], "cutoff": "720p"},
                                            "music": {"allowed": ["lossless"], "cutoff": "lossless"}}""";

    @Inject
    QualityProfilesFile profiles;
    @Inject
    QualityFile defaults;
    @Inject
    WriteTransactions transactions;
    @Inject
    StatementCounter counter;

    @BeforeEach
    void deleteAll() throws Exception {
        for (var table : List.of("quality_defaults", "quality_profiles")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private static <T> T read(MediaOsFile<T> file, EntryKey key, ObjectNode entry) {
        var errors = new ArrayList<UserError>();
        var value = file.read(key, entry, errors::add);
        assertThat(errors).isEmpty();
        return value.orElseThrow();
    }

    private List<Incoming<ProfileContent>> profiles(String json) {
        var found = new ArrayList<Incoming<ProfileContent>>();
        GraphQlClient.json(json).forEach(entry -> {
            var key = new EntryKey("profiles", entry.get("id").asText());
            found.add(new Incoming<>(key, read(profiles, key, (ObjectNode) entry), Optional.empty()));
        });
        return found;
    }

    private List<Incoming<DefaultQuality>> defaults(String json) {
        return GraphQlClient.json(json).properties().stream().map(entry -> {
            var key = EntryKey.ofMember(entry.getKey());
            return new Incoming<>(key, read(defaults, key, (ObjectNode) entry.getValue()), Optional.<Long>empty());
        }).toList();
    }

    private <T> List<Outcome> keep(MediaOsFile<T> file, List<Incoming<T>> entries) {
        return transactions.within(() -> file.keep(entries, Actor.COMMAND_LINE, false)).stream().map(Kept::outcome)
                .toList();
    }

    private <T> List<T> stored(MediaOsFile<T> file) {
        return transactions.within(() -> file.findAfter(0, 1000)).stream().map(Stored::value).toList();
    }

    private List<String> names() {
        return client().data("{ qualityProfiles { edges { node { name } } } }").findValuesAsText("name");
    }

    @Test
    void givenBothFiles_whenKeptAndWritten_thenTheirEntriesMeanTheSameAndHaveNoOtherMembers() {
        assertThat(keep(profiles, profiles(PROFILES))).containsExactly(Outcome.CREATED, Outcome.CREATED);
        assertThat(keep(defaults, defaults(DEFAULTS))).containsExactly(Outcome.CREATED, Outcome.CREATED,
                Outcome.CREATED);

        var written = stored(profiles).stream().map(profiles::write).toList();
        var expected = new ArrayList<ObjectNode>();
        GraphQlClient.json(PROFILES).forEach(entry -> expected.add(((ObjectNode) entry).without("id")));
        assertThat(written.stream().map(entry -> GraphQlClient.json(entry.toString())))
                .containsExactlyElementsOf(
                        expected.stream().map(entry -> GraphQlClient.json(entry.toString())).toList());
        var kinds = transactions.within(() -> defaults.findAfter(0, 10));
        assertThat(kinds).extracting(row -> defaults.newKey(row).key()).containsExactly("movie", "series", "music");
        var json = GraphQlClient.json(DEFAULTS);
        assertThat(kinds).allSatisfy(row -> assertThat(GraphQlClient.json(defaults.write(row.value()).toString()))
                .isEqualTo(json.get(defaults.newKey(row).key())));
        assertThat(names()).containsExactly("8K", "Default of albums", "Default of series", "HD-1080p");
        assertThat(keep(profiles, profiles(PROFILES))).containsOnly(Outcome.UNCHANGED);
        assertThat(keep(defaults, defaults(DEFAULTS))).containsOnly(Outcome.UNCHANGED);
    }

    @Test
    void givenADryRun_whenEntriesAreKept_thenNothingIsWritten() throws Exception {
        var entries = profiles(PROFILES);
        var wanted = defaults(DEFAULTS);

        transactions.within(() -> {
            assertThat(profiles.keep(entries, Actor.COMMAND_LINE, true)).extracting(Kept::outcome)
                    .containsOnly(Outcome.CREATED);
            assertThat(defaults.keep(wanted, Actor.COMMAND_LINE, true)).allMatch(kept -> kept.rowId().isEmpty());
            return true;
        });

        assertThat(names()).isEmpty();
        assertThat(Tables.query(folder(), "SELECT count(*) FROM quality_defaults")).containsExactly("|0");
    }

    @Test
    void givenEntriesThatMeanOneProfile_whenKept_thenTheSecondFails() {
        var twice = profiles(PROFILES.replace("\"8K\"", "\"hd-1080P\""));

        var kept = transactions.within(() -> profiles.keep(twice, Actor.COMMAND_LINE, false));

        assertThat(kept).extracting(Kept::outcome).containsExactly(Outcome.CREATED, Outcome.FAILED);
        assertThat(kept.getLast().errors()).extracting(UserError::path).containsExactly(List.of("name"));
        assertThat(names()).containsExactly("HD-1080p");
    }

    @Test
    void givenKeptProfiles_whenOneIsRenamedOrTakesAName_thenItsRowIsKnownByItsId() {
        keep(profiles, profiles(PROFILES));
        var rows = transactions.within(() -> profiles.findAfter(0, 10));
        var first = rows.getFirst().rowId();

        var renamed = profiles(PROFILES.replace("\"HD-1080p\"", "\"Full HD\"")).getFirst();
        assertThat(keep(profiles, List.of(new Incoming<>(renamed.key(), renamed.value(), Optional.of(first)))))
                .containsExactly(Outcome.UPDATED);
        assertThat(names()).containsExactly("8K", "Full HD");
        var taking = profiles(PROFILES.replace("\"HD-1080p\"", "\"8k\"")).getFirst();
        var kept = transactions.within(() -> profiles.keep(
                List.of(new Incoming<>(taking.key(), taking.value(), Optional.of(first))), Actor.COMMAND_LINE, false));
        assertThat(kept).extracting(Kept::outcome).containsExactly(Outcome.FAILED);
        assertThat(names()).containsExactly("8K", "Full HD");
    }

    @Test
    void givenADefault_whenItChangesInTheFile_thenItFindsItsProfileOrChangesItsOwn() {
        keep(profiles, profiles(PROFILES));
        keep(defaults, defaults(DEFAULTS));

        assertThat(keep(defaults, defaults("{\"series\": {\"allowed\": [\"480p\"], \"cutoff\": \"480p\"}}")))
                .containsExactly(Outcome.UPDATED);
        assertThat(names()).contains("Default of series").hasSize(4);
        assertThat(keep(defaults, defaults("{\"series\": {\"allowed\": [\"4320p\"], \"cutoff\": \"4320p\"}}")))
                .containsExactly(Outcome.UPDATED);

        assertThat(names()).containsExactly("8K", "Default of albums", "HD-1080p");
        assertThat(client().data("{ qualityProfiles(filter: {defaultFor: SERIES}) { edges { node { name } } } }")
                .findValuesAsText("name")).containsExactly("8K");
        assertThat(stored(profiles)).hasSize(2);
    }

    @Test
    void givenAProfileMadeForADefault_whenSomebodyEditsIt_thenItIsOneOfTheProfiles() {
        keep(defaults, defaults(DEFAULTS));
        assertThat(stored(profiles)).isEmpty();
        var id = client().data("{ qualityProfiles(filter: {defaultFor: MOVIE}) { edges { node { id } } } }")
                .findValue("id").asText();

        client().data(
                "mutation($id: ID!) { updateQualityProfile(input: {id: $id, maxSizeBytes: 5}) { userErrors { code } } }",
                Map.of("id", id));

        assertThat(stored(profiles)).extracting(ProfileContent::name).containsExactly("Default of movies");
        assertThat(stored(defaults)).extracting(DefaultQuality::kind)
                .containsExactly(MediaKind.MOVIE, MediaKind.SERIES, MediaKind.ALBUM);
    }

    @Test
    void givenADefaultProfile_whenItsEntryIsDeleted_thenTheKindKeepsWhatItSaid() {
        keep(profiles, profiles(PROFILES));
        keep(defaults, defaults(DEFAULTS));
        var before = stored(defaults);
        var ids = transactions.within(() -> profiles.findAfter(0, 10)).stream().map(Stored::rowId).toList();

        transactions.within(() -> {
            profiles.delete(ids, Actor.COMMAND_LINE);
            return true;
        });

        assertThat(stored(profiles)).isEmpty();
        assertThat(stored(defaults)).isEqualTo(before);
        var kinds = transactions.within(() -> defaults.findAfter(0, 10)).stream().map(Stored::rowId).toList();
        transactions.within(() -> {
            defaults.delete(kinds, Actor.COMMAND_LINE);
            return true;
        });
        assertThat(names()).isEmpty();
    }

    @Test
    void givenManyProfiles_whenKept_thenStatementsStayAsFew() {
        keep(profiles, many(2));
        counter.reset();
        keep(profiles, many(10));
        var few = counter.statements().size();
        counter.reset();
        keep(profiles, many(500));
        var many = counter.statements().stream().distinct().count();

        assertThat(many).isLessThanOrEqualTo(few);
        assertThat(counter.statements().stream().filter(sql -> sql.startsWith("SELECT"))).hasSizeLessThanOrEqualTo(4);
        assertThat(stored(profiles)).hasSize(500);
    }

    private List<Incoming<ProfileContent>> many(int count) {
        var one = profiles(PROFILES).getFirst();
        return IntStream.range(0, count).mapToObj(i -> new Incoming<>(new EntryKey("profiles", "p" + i),
                new ProfileContent("Profile " + i, one.value().description(), true, one.value().cutoff(),
                        one.value().qualities(), one.value().minSize(), one.value().maxSize()),
                Optional.<Long>empty())).toList();
    }

    @Test
    void givenBadEntries_whenRead_thenEachMistakeIsNamedByItsPath() {
        assertThat(mistakes(profiles, new EntryKey("profiles", "x"), "{}")).containsExactly("REQUIRED name",
                "REQUIRED cutoff", "INVALID qualities");
        assertThat(mistakes(profiles, new EntryKey("profiles", "x"),
                "{\"name\": 1, \"cutoff\": \"a\", \"upgradeAllowed\": \"yes\", \"minSize\": \"5 GB\", \"qualities\":"
                        + " [{\"quality\": \"a\", \"allowed\": 1}, 5]}"))
                .containsExactlyInAnyOrder("INVALID name",
                        "INVALID upgradeAllowed", "INVALID minSize", "INVALID qualities.0.allowed",
                        "INVALID qualities.1");
        assertThat(mistakes(defaults, EntryKey.ofMember("game"), "{\"allowed\": [\"a\"], \"cutoff\": \"a\"}"))
                .containsExactly("INVALID ");
        assertThat(mistakes(defaults, EntryKey.ofMember("movie"), "{\"allowed\": [\"a\", \"A\"], \"cutoff\": \"b\"}"))
                .containsExactly("DUPLICATE allowed.1", "INVALID cutoff");
        assertThat(mistakes(defaults, EntryKey.ofMember("movie"), "{\"allowed\": [], \"cutoff\": null}"))
                .containsExactly("REQUIRED cutoff");
    }

    private static <T> List<String> mistakes(MediaOsFile<T> file, EntryKey key, String entry) {
        var errors = new ArrayList<UserError>();
        assertThat(file.read(key, (ObjectNode) GraphQlClient.json(entry), errors::add)).isEmpty();
        return errors.stream().map(error -> error.code() + " " + String.join(".", error.path())).toList();
    }
}
