package org.reelgraph.imports.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.InvalidScalar;

/** Reads single values of an input; an invalid value causes an {@link UnusableValue}. */
final class Values {

    private static final double TOP_RATING = 10;
    private static final int MAX_DIGITS = 40;
    // An entry of PostgreSQL's indexes has at most 2,704 bytes.
    private static final int LONGEST_IDENTIFIER = 1_000;
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Instant YEAR_2 = Instant.parse("0002-01-01T00:00:00Z");
    private static final Pattern FRACTION = Pattern.compile("(.+?)\\s*/\\s*(.+)");
    private static final Pattern PERCENT = Pattern.compile("(.+?)\\s*%");

    /** Reads a single non-null value. */
    interface Reader<T> {
        T read(Object value) throws UnusableValue;
    }

    private Values() {
    }

    /**
     * {@return a string as it is}
     *
     * @param what describes the value in messages
     */
    static String text(Object value, String what) throws UnusableValue {
        if (!(value instanceof String text)) {
            throw new UnusableValue(UserErrorCode.INVALID, what + " must be a string.");
        }
        if (text.length() > Texts.LONGEST) {
            throw new UnusableValue(UserErrorCode.OUT_OF_RANGE,
                    what + " is longer than " + Texts.LONGEST + " characters.");
        }
        if (!Texts.storable(text)) {
            throw new UnusableValue(UserErrorCode.INVALID, what + " contains characters that aren't text.");
        }
        return text;
    }

    /**
     * {@return a string that indexes can hold as a whole, together with its source and another one}
     *
     * @param what describes the value in messages
     */
    static String identifier(Object value, String what) throws UnusableValue {
        var text = text(value, what);
        if (Texts.isLongerThan(LONGEST_IDENTIFIER, text)) {
            throw new UnusableValue(UserErrorCode.OUT_OF_RANGE,
                    what + " is longer than %,d bytes.".formatted(LONGEST_IDENTIFIER));
        }
        return text;
    }

    /** {@return a whole number without exponent and decimal point; empty if the number isn't whole} */
    static Optional<String> wholeNumber(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return Optional.empty();
        }
        var exact = new BigDecimal(number.toString());
        var whole = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        // Checks the exponent first; the number written out could exceed any memory.
        return whole.scale() <= 0 && whole.scale() > -MAX_DIGITS
                ? Optional.of(whole.toPlainString())
                : Optional.empty();
    }

    /** {@return a whole number within bounds, which may be written as a string} */
    static int integer(Object value, String name, int min, int max) throws UnusableValue {
        var read = number(value);
        if (read.isPresent() && read.get() >= min && read.get() <= max && read.get() == Math.rint(read.get())) {
            return read.get().intValue();
        }
        throw new UnusableValue(UserErrorCode.OUT_OF_RANGE,
                "The " + name + " must be a whole number from " + min + " to "
                        + max + ", not " + Texts.excerpt(value) + ".");
    }

    /** {@return a number from 0 to a maximum, which may be written as a string} */
    static double decimal(Object value, String name, double max) throws UnusableValue {
        return decimal(number(value), value, name, max);
    }

    private static double decimal(Optional<Double> read, Object value, String name, double max) throws UnusableValue {
        if (read.isPresent() && read.get() >= 0 && read.get() <= max) {
            return read.get() + 0.0; // turns -0 into 0
        }
        throw new UnusableValue(UserErrorCode.OUT_OF_RANGE, "The " + name + " must be a number from 0 to "
                + new BigDecimal(max).toPlainString() + ", not " + Texts.excerpt(value) + ".");
    }

    /** {@return a rating from 0 to 10; a string may use another scale, such as {@code 75%} or {@code 4/5}} */
    static double rating(Object value, String name) throws UnusableValue {
        var read = value instanceof String text ? onOwnScale(text).or(() -> number(value)) : number(value);
        return decimal(read, value, name, TOP_RATING);
    }

    // Bounded, since the pattern would search a text of very many spaces from each of them.
    private static Optional<Double> onOwnScale(String text) {
        if (text.length() > 2 * MAX_DIGITS) {
            return Optional.empty();
        }
        var percent = PERCENT.matcher(text.strip());
        if (percent.matches()) {
            return number(percent.group(1)).map(part -> scaled(part, 100));
        }
        var fraction = FRACTION.matcher(text.strip());
        return fraction.matches()
                ? number(fraction.group(2)).filter(scale -> scale > 0)
                        .flatMap(scale -> number(fraction.group(1)).map(part -> scaled(part, scale)))
                : Optional.empty();
    }

    private static double scaled(double part, double scale) {
        // Rounded, so that decimal notation shows it exactly: 83 % is 8.3.
        return Math.rint(part * TOP_RATING / scale * 1e6) / 1e6;
    }

    // Uses doubles, since an exponent can make an exact number exceed any memory.
    private static Optional<Double> number(Object value) {
        return switch (value) {
            case Number number -> Optional.of(number.doubleValue());
            case String text when text.length() <= MAX_DIGITS -> number(text);
            default -> Optional.empty();
        };
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip().replace(',', '.')).doubleValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return a day or instant parsed from a string, or already parsed by the schema's scalar} */
    static <T> T temporal(Object value, String name, Class<T> type, Function<String, Object> reader)
            throws UnusableValue {
        var read = value instanceof String text ? reader.apply(text) : value;
        if (type.isInstance(read)) {
            return type.cast(read);
        }
        throw new UnusableValue(UserErrorCode.INVALID, read instanceof InvalidScalar bad
                ? "'" + Texts.excerpt(bad.text()) + "' is not " + bad.expected() + "."
                : "The " + name + " must be a string.");
    }

    /** {@return an instant given in seconds since 1970, before the year 10000} */
    static Instant epochSeconds(Object value, String name) throws UnusableValue {
        var read = number(value);
        if (read.isPresent() && read.get() >= 0 && read.get() < YEAR_10000.getEpochSecond()) {
            return Instant.ofEpochSecond(read.get().longValue());
        }
        throw new UnusableValue(UserErrorCode.INVALID,
                "The " + name + " must be given in seconds since 1970, not " + Texts.excerpt(value) + ".");
    }

    /** {@return an enum constant by name} */
    static <E extends Enum<E>> E constant(Object value, String name, Class<E> type) throws UnusableValue {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value.toString())) {
                return constant;
            }
        }
        throw new UnusableValue(UserErrorCode.INVALID,
                "The " + name + " must be " + oneOf(type) + ", not '" + Texts.excerpt(value) + "'.");
    }

    /** {@return the names of a type's constants, as a list for people} */
    static String oneOf(Class<? extends Enum<?>> type) {
        var names = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    /** {@return whether a value is a blank string} */
    static boolean isBlank(@Nullable Object value) {
        return value instanceof String text && Texts.normal(text) == null;
    }

    /** {@return whether a day is real, rather than what programs write for "none": 0000-00-00, or .NET's 0001-01-01} */
    static boolean isMeant(LocalDate day) {
        return day.getYear() > 1;
    }

    /**
     * {@return whether an instant is real, rather than what programs write for "none": the start of 1970, or .NET's
     * year 1}
     */
    static boolean isMeant(Instant instant) {
        return instant.getEpochSecond() != 0 && instant.isAfter(YEAR_2);
    }
}
