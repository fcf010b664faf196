package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.quality.DefaultQuality;
import org.reelgraph.quality.ProfileContent;
import org.reelgraph.quality.RankedQuality;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading and writing are inverse to each other, as far as meaning goes, and no entry breaks them. */
class QualityFilesPropertyTest {

    private static final EntryKey KEY = new EntryKey("profiles", "p");

    // Neither reads nor writes anything but entries here.
    private final QualityProfilesFile profiles = new QualityProfilesFile(null);
    private final QualityFile defaults = new QualityFile(null);

    private static <T> T read(MediaOsFile<T> file, EntryKey key, ObjectNode entry) {
        var errors = new ArrayList<UserError>();
        var value = file.read(key, entry, errors::add);
        assertThat(errors).isEmpty();
        return value.orElseThrow();
    }

    @Property
    void aProfileIsReadAsItWasWritten(@ForAll("profiles") ProfileContent profile) {
        assertThat(read(profiles, KEY, profiles.write(profile))).isEqualTo(profile);
    }

    @Property
    void aDefaultIsReadAsItWasWritten(@ForAll("defaults") DefaultQuality wanted) {
        var key = defaults.newKey(new MediaOsFile.Stored<>(1, wanted));

        assertThat(read(defaults, key, defaults.write(wanted))).isEqualTo(wanted);
    }

    @Property
    void anyEntryIsReadOrToldWhatIsWrong(@ForAll("entries") ObjectNode entry) {
        check(profiles, KEY, entry);
        check(defaults, EntryKey.ofMember("movie"), entry);
    }

    private static <T> void check(MediaOsFile<T> file, EntryKey key, ObjectNode entry) {
        var errors = new ArrayList<UserError>();
        var value = file.read(key, entry, errors::add);
        assertThat(value.isPresent()).isEqualTo(errors.isEmpty());
        assertThat(errors).allSatisfy(error -> assertThat(file.members()).contains(error.path().getFirst()));
        value.ifPresent(known -> assertThat(read(file, key, file.write(known))).isEqualTo(known));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars("É é/+ 風(").ofMinLength(1).ofMaxLength(12)
                .map(text -> "n" + text + "n");
    }

    private static Arbitrary<List<String>> qualities() {
        return Arbitraries.of("2160p", "1080p", "720p", "480p", "4320p", "lossless", "FLAC", "mp3 320").list()
                .uniqueElements().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<ProfileContent> profiles() {
        var size = Arbitraries.longs().between(0, 1L << 52).injectNull(0.3).map(Optional::ofNullable);
        return Combinators.combine(names(), names().injectNull(0.5), Arbitraries.integers().between(0, 255),
                qualities(), size, size).as((name, description, flags, qualities, least, most) -> {
                    var ranked = new ArrayList<RankedQuality>();
                    for (var i = 0; i < qualities.size(); i++) {
                        ranked.add(
                                new RankedQuality(qualities.get(i), i == 0 || (flags >> i & 1) == 1, i == flags % 3));
                    }
                    var ordered = least.isPresent() && most.isPresent() && least.get() > most.get();
                    return new ProfileContent(name, Optional.ofNullable(description), flags % 2 == 0,
                            qualities.getFirst(), List.copyOf(ranked), ordered ? most : least, ordered ? least : most);
                });
    }

    @Provide
    Arbitrary<DefaultQuality> defaults() {
        return Combinators.combine(Arbitraries.of(MediaKind.class), qualities())
                .as((kind, qualities) -> new DefaultQuality(
                        kind, List.copyOf(qualities), qualities.getLast()));
    }

    @Provide
    Arbitrary<ObjectNode> entries() {
        var json = JsonNodeFactory.instance;
        Arbitrary<JsonNode> value = Arbitraries.oneOf(names().map(json::textNode),
                Arbitraries.strings().map(json::textNode),
                Arbitraries.of(true, false).map(json::booleanNode), Arbitraries.longs().map(json::numberNode),
                Arbitraries.doubles().map(json::numberNode), Arbitraries.bigIntegers().map(json::numberNode),
                Arbitraries.just(json.nullNode()), qualities().map(list -> {
                    var array = json.arrayNode();
                    list.forEach(array::add);
                    return array;
                }), qualities().map(list -> {
                    var array = json.arrayNode();
                    list.forEach(each -> array.addObject().put("quality", each).put("allowed", true));
                    return array;
                }));
        return Arbitraries
                .maps(Arbitraries.of("name", "description", "upgradeAllowed", "cutoff", "qualities", "minSize",
                        "maxSize", "allowed"), value)
                .map(members -> {
                    var entry = json.objectNode().put("name", "n").put("cutoff", "1080p");
                    entry.putArray("qualities").addObject().put("quality", "1080p").put("allowed", true);
                    entry.putArray("allowed").add("1080p");
                    members.forEach(entry::set);
                    return entry;
                });
    }
}
