package org.reelgraph.imports.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults of the JSON are told in plain words, in all formats. */
class JsonFaultTest {

    private static final String FINE = "{\"kind\": \"MOVIE\", \"title\": \"T\", \"a\": [1, -2.5e3, true, null, \"b\\n\"]}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{\"a\": 1;The line ends too early: an object that starts at line 2, column 1 isn't closed.",
            "{\"a\": [1,;The line ends too early: a list that starts at line 2, column 7 isn't closed.",
            "{\"a\": \"x;The line ends too early: an object that starts at line 2, column 1 isn't closed.",
            "{\"a;The line ends too early: an object that starts at line 2, column 1 isn't closed.",
            "{'a': 1};A member name in double quotes is required here, not a single quote.",
            "{\"a\": 1,};A member name in double quotes is required here, not '}'.",
            "{\"a\" 1};A colon is required here, between a name and its value, not '1'.",
            "{\"a\": 1 \"b\": 2};A comma or the end of the object is required here, not '\"'.",
            "{\"a\": [1 2]};A comma or the end of the list is required here, not '2'.",
            "{\"a\": };A value is required here, not '}'.",
            "{\"a\": .5};A value is required here, not '.'.",
            "{\"a\": [1}};'}' appears where ']' is required.",
            "{\"a\": 1}};'}' has no matching opening bracket.",
            "{\"a\": 1} {};There is more after the end.",
            "{\"a\": undefined};JSON has no value 'undefined': strings need double quotes.",
            "{\"a\": 007};JSON numbers have no leading zeros.",
            "{\"a\": +7};This isn't allowed in a number: '+'.",
            "{\"a\": 1.};This isn't allowed in a number: '}'.",
            "{\"a\": 1 // b\\n};JSON has no comments.",
            "{\"a\": \"x\ty\"};In a string, this character must be escaped: the control character U+0009.",
            "{\"a\": \"\0\"};In a string, this character must be escaped: the control character U+0000.",
            "{\"a\": \0 1};This character isn't allowed between values: the control character U+0000.",
            "{\"a\": \"\\x\"};JSON has no escape '\\x'.",
            "{\"a\": \"\\u12g4\"};Four hexadecimal digits must follow \\u, not 'g'."})
    void givenAFault_whenALineIsRead_thenItIsToldInPlainWordsWithItsPlace(String line, String words)
            throws SourceException {
        var records = new Reads(folder).file("a.jsonl", FINE + "\n" + line + "\n" + FINE).all(JsonLines.FORMAT);

        assertThat(Reads.titles(records)).containsExactly("T", "T");
        assertThat(Reads.errors(records)).singleElement().asString().startsWith("a.jsonl, line 2, column ")
                .endsWith(": " + words);
        assertThat(records.get(1).origin().line()).isEqualTo(2);
    }

    @Test
    void givenBytesThatAreNoUtf8_whenRead_thenItIsTold() throws SourceException {
        var records = new Reads(folder)
                .file("a.json", "[{\"title\": \"\u00e4\"}]".getBytes(StandardCharsets.ISO_8859_1))
                .all(TautulliExport.FORMAT);

        assertThat(Reads.errors(records)).singleElement().asString()
                .matches("a.json, line 1, column \\d+: Something here isn't valid UTF-8.");
    }

    @Test
    void givenAnyFault_whenRead_thenTheParsersOwnWordsReachNobody() throws SourceException {
        for (var at = 1; at < FINE.length(); at++) {
            for (var wrong : List.of("", "'", "\t", "\0", "}", "]", ",", ":", "\\", "x", "\u00e4", "0", "-", "\"")) {
                for (var text : List.of(FINE.substring(0, at) + wrong, FINE.substring(0, at) + wrong
                        + FINE.substring(at + 1))) {
                    assertPlain(text);
                }
            }
        }
    }

    private void assertPlain(String text) throws SourceException {
        var list = new Reads(folder.resolve("list")).file("a.json", "[" + text + "]").all(TautulliExport.FORMAT);
        var answer = new Reads(folder.resolve("answer")).answer("a", "{\"rating_key\": 1, \"media_type\": \"movie\", "
                + text.substring(1)).all(TautulliApi.FORMAT);

        assertThat(Reads.errors(list)).as(text).noneMatch(JsonFaultTest::isOfTheParser);
        assertThat(Reads.errors(answer)).as(text).noneMatch(JsonFaultTest::isOfTheParser);
    }

    private static boolean isOfTheParser(String message) {
        return message
                .matches("(?is).*(?:unexpected|expect|end-of-input|marker|token|entries|field|ctrl-char|middle byte"
                        + "|exception|source:|not JSON\\.).*");
    }

    @Test
    void givenLinesReadWithoutParts_whenReadAgainWithThem_thenTheyAreTheSameRecordsInTheSamePlaces()
            throws SourceException {
        var reads = new Reads(folder).file("f.jsonl",
                """
                {"kind": "SERIES", "seasons": [{"number": 1, "episodes": [{"number": -1}]}], "title": "One", "externalIds": {"imdb": "tt7"}}
                {"kind": "SERIES", "title": "Two", "seasons": [{"number": 1, "episodes": [{"number": 1]}]}
                {"kind": "SERIES", "title": "Three", "seasons": 5}""");

        var without = reads.withoutParts("JSON_LINES");

        var with = reads.all("JSON_LINES");
        assertThat(without).extracting(SourceRecord::origin)
                .isEqualTo(with.stream().map(SourceRecord::origin).toList());
        assertThat(Reads.errors(without.subList(1, 2))).isEqualTo(Reads.errors(with.subList(1, 2))).isNotEmpty();
        assertThat(without.getFirst().media().seasonList()).isEmpty();
        assertThat(with.getFirst().media().seasonList()).hasSize(1);
        assertThat(without.getFirst().media().externalIds()).isEqualTo(with.getFirst().media().externalIds());
    }
}
