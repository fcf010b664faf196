package org.reelgraph.settings.declaration;

import io.micronaut.core.convert.ConversionService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a setting's value. A feature's own form is a public class with a public constructor. */
public interface Form {

    /** {@return whether the value has this form} */
    boolean fits(String value);

    /** {@return whether the value can be read from the environment, which allows more spellings} */
    default boolean isReadable(String value) {
        return fits(value);
    }

    /** {@return the form in words, such as "a whole number from 1 to 99"} */
    String description();

    /** Any text. */
    record Text(String description) implements Form {

        @Override
        public boolean fits(String value) {
            return true;
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words) implements Form {

        @Override
        public boolean fits(String value) {
            return words.contains(value);
        }

        @Override
        public String description() {
            var last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }
    }

    /** A whole number. */
    record WholeNumber(long min, long max) implements Form {

        /** The highest of a {@code long} setting. */
        public static final long MAX = 999_999_999_999_999_999L;

        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

        @Override
        public boolean fits(String value) {
            return DIGITS.matcher(value).matches() && Long.parseLong(value) >= min && Long.parseLong(value) <= max;
        }

        @Override
        public String description() {
            return "a whole number from %,d".formatted(min) + (max == MAX ? "" : " to %,d".formatted(max));
        }
    }

    /** A time, such as {@code 10s}. */
    record Time() implements Form {

        private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}[smhd]");
        private static final Duration MAX = Duration.ofDays(3650);

        @Override
        public boolean fits(String value) {
            return DURATION.matcher(value).matches() && isReadable(value)
                    && ConversionService.SHARED.convertRequired(value, Duration.class).isPositive();
        }

        @Override
        public boolean isReadable(String value) {
            return ConversionService.SHARED.convert(value, Duration.class)
                    .filter(time -> !time.isNegative() && time.compareTo(MAX) <= 0).isPresent();
        }

        @Override
        public String description() {
            return "a number with s, m, h or d, from 1s to 3650d";
        }
    }

    /** A number of days. */
    record Days() implements Form {

        @Override
        public boolean fits(String value) {
            return value.endsWith("d") && new Time().fits(value);
        }

        @Override
        public boolean isReadable(String value) {
            return new Time().isReadable(value);
        }

        @Override
        public String description() {
            return "a number of days, from 1d to 3650d";
        }
    }

    /** The name of a time zone. */
    record Zone() implements Form {

        @Override
        public boolean fits(String value) {
            return ZoneId.getAvailableZoneIds().contains(value);
        }

        @Override
        public boolean isReadable(String value) {
            try {
                ZoneId.of(value);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }

        @Override
        public String description() {
            return "a zone such as Europe/Berlin";
        }
    }

    /** Yes or no. */
    record TrueOrFalse() implements Form {

        private static final Set<String> SPELLINGS = Set.of("true", "false", "yes", "no", "y", "n", "on", "off");

        @Override
        public boolean fits(String value) {
            return SPELLINGS.contains(value.toLowerCase(Locale.ROOT));
        }

        @Override
        public String description() {
            return "true or false";
        }
    }
}
