package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.imports.records.Validation.Policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What no record can hold costs its member, not the record and not those after it, and little memory. */
class OversizedValuesTest {

    private static final Map<String, String> MEMBERS = Map.of(
            "\"summary\": \"" + "x".repeat(1_100_000) + "\"", "summary",
            "\"summary\": \"" + "x".repeat(8_000_000) + "\"", "summary",
            "\"extra\": \"" + "\\u00e4".repeat(1_100_000) + "\"", "extra",
            "\"extra\": \"" + "\u4f60\ud83d\ude00".repeat(900_000) + "\"", "extra",
            "\"extra\": {\"a\": [\"b\", \"" + "\\\"[".repeat(4_000_000) + "\"]}", "extra.a.1",
            "\"extra\": " + "[".repeat(120) + "]".repeat(120), "extra" + ".0".repeat(100),
            "\"extra\": " + "{\"a\":[\"]\",".repeat(4_000) + "1" + "]}".repeat(4_000), "extra" + ".a.1".repeat(50),
            "\"year\": " + "1".repeat(1_100), "year",
            "\"year\": 0." + "1".repeat(900_000), "year",
            "\"year\": " + "1".repeat(1_000) + "e-5", "year");

    private static final Map<String, String> OTHERS = Map.of(
            "\"year\": 1e99999999999", "VALUE_DROPPED year 1e99999999999",
            "\"" + "n".repeat(1_500_000) + "\": 5", "VALUE_DROPPED " + "n".repeat(60) + "… 5",
            "\"year\": 2000, \"year\": 2001", "VALUE_DROPPED year 2000",
            "\"seasons\": [{\"title\": \"S\"}], \"seasons\": null", "VALUE_DROPPED seasons null",
            "\"extra\": {\"a\": {\"x\": 1}, \"a\": 2}", "VALUE_DROPPED extra.a {\"x\":1}");

    @TempDir
    Path folder;

    static Stream<Arguments> members() {
        var dropped = MEMBERS.entrySet().stream().map(member -> arguments(
                member.getKey().substring(0, 20), member.getKey(), "VALUE_DROPPED " + member.getValue() + " "));
        return Stream.concat(dropped, OTHERS.entrySet().stream().map(member -> arguments(
                member.getKey().substring(0, 15), member.getKey(), member.getValue())));
    }

    private static String item(int number, String member) {
        return "{\"type\": \"tv\", \"kind\": \"SERIES\", \"media_type\": \"show\", \"rating_key\": " + number
                + ", \"ratingKey\": " + number + ", \"title\": \"T" + number + "\"" + member + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void givenAMemberThatNoRecordCanHold_whenRead_thenItIsLeftOutAndAllRecordsAreTaken(String name, String member,
            String notice) throws SourceException {
        var items = List.of(item(1, ""), item(2, ", " + member), item(3, ""));
        var shows = items.stream().map(item -> item.replace("\"tv\"", "\"show\"")).toList();
        var all = new ArrayList<List<SourceRecord>>();
        all.add(reads("lines").file("a.jsonl", String.join("\n", items)).all(JsonLines.FORMAT));
        all.add(reads("tautulli").file("a.json", shows.toString()).all(TautulliExport.FORMAT));
        all.add(reads("index").file("series/series_index.json", items.toString()).all(PlexExporter.FORMAT));
        all.add(reads("details").file("series/details/1.json", items.get(0))
                .file("series/details/2.json", items.get(1)).file("series/details/3.json", items.get(2))
                .all(PlexExporter.FORMAT));
        all.add(reads("rows").answer("a", "{\"data\": " + items + "}").all(TautulliApi.FORMAT));

        assertThat(all).allSatisfy(records -> {
            assertThat(Reads.errors(records)).isEmpty();
            assertThat(Reads.titles(records)).containsExactly("T1", "T2", "T3");
            assertThat(Reads.notices(records.get(1))).anyMatch(each -> each.startsWith(notice));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void givenStrict_whenAMemberCannotBeHeld_thenItsRecordIsRefusedAndTheOthersAreTaken(String name, String member,
            String notice) throws SourceException {
        var records = reads("strict").file("a.jsonl", item(1, "") + "\n" + item(2, ", " + member) + "\n" + item(3, ""))
                .all(JsonLines.FORMAT, Policy.STRICT);

        assertThat(Reads.titles(records)).containsExactly("T1", "T3");
        assertThat(records.get(1).errors()).extracting(error -> "VALUE_DROPPED " + String.join(".", error.path()))
                .anyMatch(error -> notice.startsWith(error));
    }

    @Test
    void givenAnItemOfAList_whenItCannotBeHeld_thenTheOthersKeepTheirPlaces() throws SourceException {
        var record = reads("list").file("a.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", \"genres\": [\"A\", \""
                + "x".repeat(1_100_000) + "\", 7.5]}").all(JsonLines.FORMAT).getFirst();

        assertThat(Reads.notices(record)).satisfiesExactly(
                notice -> assertThat(notice).startsWith("VALUE_DROPPED genres.1 xxx"),
                notice -> assertThat(notice).isEqualTo("VALUE_DROPPED genres.2 7.5"));
    }

    @Test
    void givenMoreThanAnyMemory_whenParsed_thenWhatIsKeptIsBounded() throws IOException {
        var text = new SequenceInputStream(Collections.enumeration(List.of(bytes("{\"a\": \""), endless('x'),
                bytes("\", \"b\": "), endless('['), endless(']'), bytes(", \"c\": "), endless('1'), bytes("}"))));
        try (var json = BoundedJson.parser(text)) {
            var longest = 0;
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                longest = Math.max(longest, token.isScalarValue() ? json.getTextLength() : 0);
            }
            assertThat(longest).isBetween(BoundedJson.LONGEST_TEXT + 1, 6 * BoundedJson.LONGEST_TEXT + 6);
        }
    }

    @Test
    void givenAnyJson_whenItsPartsAreNotTooLarge_thenNothingOfItIsLost() throws IOException {
        var random = new Random(5);
        for (var i = 0; i < 300; i++) {
            var text = value(random, 0);
            var plain = JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
            try (var expected = plain.createParser(text); var json = BoundedJson.parser(inParts(text, random))) {
                assertThat(tokens(json)).isEqualTo(tokens(expected));
            }
        }
    }

    private Reads reads(String name) {
        return new Reads(folder.resolve(name));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream endless(char character) {
        return new InputStream() {
            private int left = 40_000_000;

            @Override
            public int read() {
                return left-- > 0 ? character : -1;
            }
        };
    }

    private static InputStream inParts(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int most) {
                return super.read(into, offset, Math.min(most, 1 + random.nextInt(7)));
            }
        };
    }

    private static List<String> tokens(JsonParser json) throws IOException {
        var tokens = new ArrayList<String>();
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            tokens.add(token + " " + json.getText());
        }
        return tokens;
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 5 : 9)) {
            case 0 -> "\"a\\\\ \\\"[{ \u00e4\ud83d\ude00 \\u00e4 " + random.nextInt() + "\"";
            case 1 -> "-" + random.nextInt(1000) + ".5e-" + random.nextInt(9);
            case 2 -> "true";
            case 3 -> "null";
            case 4 -> String.valueOf(random.nextLong() >>> 1);
            case 5, 6 -> "[" + value(random, depth + 1) + ",\n " + value(random, depth + 1) + "]";
            default -> "{\"a]\\\\\": " + value(random, depth + 1) + ", \"b\" :" + value(random, depth + 1) + " }";
        };
    }
}
