package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.verification.VerificationStore.ItemKey;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Severity;
import org.reelgraph.verification.checks.Thresholds.Own;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading takes back writing, whatever an entry means. */
class VerifyFilesPropertyTest {

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    @Property
    void resultsAreReadAsTheyWereWritten(@ForAll("results") VerifyResult result) {
        var errors = new ArrayList<UserError>();
        var key = EntryKey.ofMember(VerifyResultJson.nameOf(result.item().kind()) + ":" + result.item().id());
        var json = new VerifyResultJson(VerifyResultJson.write(result));

        assertThat(json.read(key)).as(json.errors().toString()).contains(result);
        assertThat(VerifyResultJson.MEMBERS)
                .containsAll(VerifyResultJson.write(result).propertyStream().map(each -> each.getKey()).toList());
        assertThat(errors).isEmpty();
    }

    @Provide
    Arbitrary<VerifyResult> results() {
        var text = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(30);
        var issue = Combinators.combine(text, Arbitraries.of(Severity.class), text).as(Issue::new);
        var item = Combinators.combine(Arbitraries.of(MediaKind.class),
                Arbitraries.strings().alpha().numeric().withChars(':', 'é').ofMinLength(1).ofMaxLength(20))
                .as(ItemKey::new);
        return Combinators.combine(item, text, Arbitraries.of(Phase.class), Arbitraries.longs().between(0, LATEST),
                Arbitraries.of(Severity.class).optional(), issue.list().ofMaxSize(5))
                .as((of, title, phase, at, top, issues) -> new VerifyResult(of, title, phase, Instant.ofEpochMilli(at),
                        top.or(() -> Issue.gravest(issues)), issues));
    }

    @Property
    void thresholdsAreReadAsTheyWereWritten(@ForAll("thresholds") Own own) {
        var file = new VerifyFile(null, (AuditTrail) null);
        var errors = new ArrayList<UserError>();

        assertThat(file.read(EntryKey.ofMember(""), file.write(own), errors::add)).as(errors.toString()).contains(own);
    }

    @Provide
    Arbitrary<Own> thresholds() {
        var bitrates = Arbitraries.maps(Arbitraries.integers().between(1, 10_000),
                Arbitraries.integers().between(0, 1_000_000)).ofMaxSize(20).map(TreeMap::new);
        var containers = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20).list().ofMaxSize(50);
        return Combinators.combine(Arbitraries.integers().between(0, 86_400).optional(), bitrates.optional(),
                containers.optional())
                .as((seconds, least, allowed) -> new Own(seconds, least.map(any -> any),
                        allowed.map(any -> (List<String>) any)));
    }

    @Property
    void nothingThatIsReadFails(@ForAll("members") String member, @ForAll("values") String value) throws Exception {
        var mapper = JsonMapper.builder().build();
        var entry = mapper.createObjectNode();
        entry.set(member, mapper.readTree(value));
        var json = new VerifyResultJson(entry);

        assertThat(json.read(EntryKey.ofMember("movie:1"))).isEqualTo(Optional.empty());
        assertThat(json.errors()).isNotEmpty();
        new VerifyFile(null, (AuditTrail) null).read(EntryKey.ofMember(""), entry, error -> {
        });
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of("phase", "issues", "analyzedAt", "topSeverity", "kind", "id", "title", "minDurationSec",
                "minBitrateKbpsByHeight", "allowedContainers");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("null", "1", "-1.5", "1e400", "99999999999999999999", "\"\"", "\"all\"", "\"\\u0000\"",
                "\"\\ud800\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"720\": []}", "{\"99999999999\": 1}", "true",
                "\"2025-11-28T09:00:00+99:00\"", "\"+1000000000-01-01T00:00:00Z\"", "[{\"kind\": {}}]");
    }
}
