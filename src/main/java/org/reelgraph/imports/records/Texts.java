package org.reelgraph.imports.records;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.graphql.schema.InvalidScalar;

/** Reads texts in an input. */
final class Texts {

    static final int LONGEST = 20_000;
    // NFC may make three characters of one, and each of these has up to three bytes.
    private static final int MOST_BYTES_OF_A_CHARACTER = 9;
    private static final int DAY_LENGTH = "2022-08-14".length();

    // The "next line" character and three invisible characters, which people see as space, but Java doesn't.
    private static final String FURTHER_SPACE = "\u0085\u200b\u2060\ufeff";

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]").optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd().toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Texts() {
    }

    /** {@return the text in NFC, trimmed; null if nothing is left} */
    static @Nullable String normal(String text) {
        var normal = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        var start = 0;
        var end = normal.length();
        while (start < end && isSpace(normal.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(normal.charAt(end - 1))) {
            end--;
        }
        return start == end ? null : normal.substring(start, end);
    }

    /** {@return whether the text in NFC, trimmed, has more bytes of UTF-8} */
    static boolean isLongerThan(int bytes, String text) {
        if (text.length() <= bytes / MOST_BYTES_OF_A_CHARACTER) {
            return false;
        }
        var normal = normal(text);
        return normal != null && normal.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || FURTHER_SPACE.indexOf(character) >= 0;
    }

    /**
     * {@return whether a database can store the text; an unpaired surrogate has no UTF-8 form, and NUL may end a text}
     */
    static boolean storable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** {@return the day in a text that may continue with a time} */
    static String day(String text) {
        return text.length() > DAY_LENGTH && "T ".indexOf(text.charAt(DAY_LENGTH)) >= 0
                ? text.substring(0, DAY_LENGTH)
                : text;
    }

    /** {@return an RFC 3339 instant, or one without an offset in this time zone; otherwise an InvalidScalar} */
    static Object instant(String text, ZoneId zone) {
        var read = DateScalars.instant(text);
        if (read instanceof Instant) {
            return read;
        }
        try {
            return DateScalars.instant(LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant().toString());
        } catch (DateTimeException e) {
            return new InvalidScalar(text, "an instant, such as 2026-01-31T18:30:00Z, or without the Z");
        }
    }

    /** {@return the beginning of a value, for a message} */
    static String excerpt(Object value) {
        var text = WrittenValue.of(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
