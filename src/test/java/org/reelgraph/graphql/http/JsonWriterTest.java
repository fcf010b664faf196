package org.reelgraph.graphql.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.testing.GraphQlClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** It writes what Jackson writes, which is the judge. */
class JsonWriterTest {

    private static final int TEXTS = 20_000;
    // Without this it escapes what takes four bytes.
    private static final JsonFactory JACKSON = new JsonFactory()
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    private static final String[] CHARACTERS = {"a", "Z", "0", " ", "~", "\u007f", "\"", "\\", "/", "\n", "\t", "\r",
            "\b", "\f", "\0", "\u001f", "\u0080", "é", "߿", "ࠀ", "撃", "\uffff", "🎬", "\udbff\udfff"};

    @FunctionalInterface
    private interface Judge {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] written(Consumer<JsonWriter> parts) {
        var out = new JsonWriter(JsonWriter.newBuffer(), bytes -> {
        });
        parts.accept(out);
        return out.end();
    }

    private static byte[] byJackson(Judge judge) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = JACKSON.createGenerator(bytes)) {
            judge.write(out);
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertWritten(String text) throws IOException {
        var expected = byJackson(out -> out.writeString(text));
        assertThat(written(out -> out.text(text))).as(text).isEqualTo(expected);
        assertThat(written(out -> out.text(new Utf8Text(encoded(text))))).as(text).isEqualTo(expected);
    }

    // Most are plain, so that each kind of character comes at each place of eight.
    private static String text(Random random) {
        var text = new StringBuilder();
        var special = random.nextInt(8);
        for (var length = random.nextInt(40); text.length() < length;) {
            text.append(random.nextInt(8) < special ? CHARACTERS[random.nextInt(CHARACTERS.length)] : "x");
        }
        return text.toString();
    }

    @Test
    void givenTextsOfAllKindsOfCharacters_whenWritten_thenTheyAreEscapedAsByJackson() throws IOException {
        var random = new Random(1);
        for (var i = 0; i < TEXTS; i++) {
            assertWritten(text(random));
        }
    }

    @Test
    void givenEachCharacterAtEachPlace_whenWritten_thenItIsEscapedAsByJackson() throws IOException {
        for (var character = 0; character < 0x100; character++) {
            for (var place = 0; place < 17; place++) {
                assertWritten("x".repeat(place) + (char) character + "x".repeat(16 - place));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "撃", "\"", "\u0001", "🎬"})
    void givenALongText_whenWritten_thenItIsWhole(String part) throws IOException {
        for (var length : List.of(16_380, 16_381, 16_382, 16_383, 16_384, 16_385, 100_000)) {
            assertWritten(part.repeat(length));
            assertWritten("x" + part.repeat(length / 2));
        }
    }

    @Test
    void givenBytesThatAreNotUtf8_whenWritten_thenTheyAreReplacedAsWhenTheyAreDecoded() throws IOException {
        var random = new Random(2);
        var malformed = new ArrayList<>(List.of("80", "c0af", "c1bf", "c3", "c328", "e08080", "e0a0", "e28028",
                "eda080", "edbfbf", "f08080af", "f09f8e", "f4908080", "f5808080", "ff", "fe", "61c3", "22c322"));
        for (var i = 0; i < TEXTS; i++) {
            var bytes = encoded(text(random));
            for (var j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(10) == 0 ? (byte) random.nextInt() : bytes[j];
            }
            malformed.add(HexFormat.of().formatHex(bytes));
        }
        for (var hex : malformed) {
            var bytes = HexFormat.of().parseHex(hex);
            var decoded = new String(bytes, StandardCharsets.UTF_8);
            assertThat(written(out -> out.text(new Utf8Text(bytes)))).as(hex)
                    .isEqualTo(byJackson(out -> out.writeString(decoded)));
        }
    }

    @Test
    void givenHalfACharacter_whenWritten_thenAQuestionMarkStandsForIt() {
        assertThat(written(out -> out.text("a\ud83cb"))).asString(StandardCharsets.UTF_8).isEqualTo("\"a?b\"");
    }

    @Test
    void givenWholeNumbers_whenWritten_thenAllDigitsAreThere() {
        var numbers = new ArrayList<>(List.of(0L, 9L, 10L, -1L, -10L, Long.MAX_VALUE, Long.MIN_VALUE));
        new Random(3).longs(TEXTS).map(number -> number >> (number & 63)).forEach(numbers::add);
        for (var number : numbers) {
            assertThat(written(out -> out.number(number))).asString(StandardCharsets.UTF_8).isEqualTo("" + number);
        }
    }

    @Test
    void givenDecimalNumbers_whenWritten_thenTheyLookAsInJava() throws IOException {
        var numbers = new ArrayList<>(List.of(0.0, -0.0, 0.05, 0.1, 1.0, 7.85, 9.95, 9999999.9, 1.0E7, 1.0E22, -7.8,
                Double.MIN_VALUE, Double.MAX_VALUE, 0.1 + 0.2, Double.NaN, Double.NEGATIVE_INFINITY));
        for (var tenths = 0; tenths < 2_000; tenths++) {
            numbers.add(tenths / 10.0);
            numbers.add(Math.nextUp(tenths / 10.0));
            numbers.add(Math.nextDown(tenths / 10.0));
        }
        new Random(4).longs(TEXTS).mapToObj(Double::longBitsToDouble).forEach(numbers::add);
        for (var number : numbers) {
            assertThat(written(out -> out.number(number))).as("%s", number)
                    .isEqualTo(byJackson(out -> out.writeNumber(number)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-08-14", "0000-01-01", "9999-12-31", "0987-10-05", "+12345-01-02", "-0001-12-31"})
    void givenADay_whenWritten_thenItIsInIso8601(String day) {
        assertThat(written(out -> out.day(LocalDate.parse(day)))).asString(StandardCharsets.UTF_8)
                .isEqualTo("\"" + day + "\"");
    }

    @Test
    void givenPartsOfAnyLength_whenTheyFillTheBuffer_thenNothingIsLostBetweenThem() {
        var random = new Random(5);
        var values = new ArrayList<Object>();
        var bytes = written(out -> {
            out.raw('[');
            for (var i = 0; i < TEXTS; i++) {
                var text = text(random);
                values.add(text);
                values.add(i);
                out.text(new Utf8Text(encoded(text)));
                out.raw(',');
                out.number(i);
                out.raw(i < TEXTS - 1 ? ',' : ']');
            }
        });
        assertThat(new String(bytes, StandardCharsets.UTF_8)).hasSizeGreaterThan(200_000);
        var array = GraphQlClient.json(new String(bytes, StandardCharsets.UTF_8));
        for (var i = 0; i < values.size(); i++) {
            assertThat(array.get(i).asText()).isEqualTo(values.get(i).toString());
        }
    }

    @Test
    void givenAMeter_whenSomethingLongIsWritten_thenItIsToldOfAllBytesPieceByPiece() {
        var told = new ArrayList<Long>();
        var out = new JsonWriter(JsonWriter.newBuffer(), told::add);
        out.text("x".repeat(100_000));

        var length = out.end().length;

        assertThat(told).hasSizeGreaterThan(5).allMatch(bytes -> bytes <= 20_000);
        assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(length).isEqualTo(100_002);
    }

    @Test
    void givenAMeterThatRefuses_whenSomethingLongIsWritten_thenTheWritingEnds() {
        var out = new JsonWriter(JsonWriter.newBuffer(), bytes -> {
            throw new IllegalStateException("Enough.");
        });

        assertThatThrownBy(() -> out.text("x".repeat(100_000))).hasMessage("Enough.");
    }
}
