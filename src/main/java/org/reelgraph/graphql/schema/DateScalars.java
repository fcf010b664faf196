package org.reelgraph.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.RequestException;

/** The scalars Date and DateTime, following RFC 3339. An invalid text is parsed as an {@link InvalidScalar}. */
public final class DateScalars {

    // A day stays one, and is written as digits without a text in between.
    static final GraphQLScalarType DATE = scalar("Date", DateScalars::date,
            value -> value instanceof LocalDate ? value : value.toString());
    static final GraphQLScalarType DATE_TIME = scalar("DateTime", DateScalars::instant, Object::toString);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd")
            .withResolverStyle(ResolverStyle.STRICT);

    // RFC 3339, section 5.6, date-time: seconds and the minutes of the offset are required.
    private static final Pattern DATE_TIME_FORM = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private DateScalars() {
    }

    /** {@return the day as a LocalDate, or an InvalidScalar} */
    public static Object date(String text) {
        try {
            var day = LocalDate.parse(text, DAY);
            return inFourDigits(day) ? day : notADate(text);
        } catch (DateTimeException e) {
            return notADate(text);
        }
    }

    /** {@return the instant, truncated to milliseconds, or an InvalidScalar} */
    public static Object instant(String text) {
        if (!DATE_TIME_FORM.matcher(text).matches()) {
            return notAnInstant(text);
        }
        try {
            var time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).withOffsetSameInstant(ZoneOffset.UTC);
            return inFourDigits(time) ? time.toInstant().truncatedTo(ChronoUnit.MILLIS) : notAnInstant(text);
        } catch (DateTimeException e) {
            return notAnInstant(text);
        }
    }

    /**
     * {@return the instant in an input field; empty if the field is absent}
     *
     * @throws RequestException if the value is not an instant
     */
    public static Optional<Instant> instant(Map<String, Object> input, String name) {
        return member(input, name, Instant.class);
    }

    /**
     * {@return the day in an input field; empty if the field is absent}
     *
     * @throws RequestException if the value is not a day
     */
    public static Optional<LocalDate> day(Map<String, Object> input, String name) {
        return member(input, name, LocalDate.class);
    }

    private static <T> Optional<T> member(Map<String, Object> input, String name, Class<T> type) {
        return Optional.ofNullable(input.get(name)).map(value -> {
            InvalidScalar.reject(name, value);
            return type.cast(value);
        });
    }

    // RFC 3339 requires years of four digits; longer ones wouldn't fit into a column of milliseconds anyway.
    private static boolean inFourDigits(Temporal time) {
        return time.get(ChronoField.YEAR) >= 0 && time.get(ChronoField.YEAR) <= 9999;
    }

    private static InvalidScalar notAnInstant(String text) {
        return new InvalidScalar(text, "an instant with an offset, such as 2026-01-31T18:30:00Z");
    }

    private static InvalidScalar notADate(String text) {
        return new InvalidScalar(text, "a day, such as 2022-08-14");
    }

    private static GraphQLScalarType scalar(String name, Function<String, Object> reader,
            UnaryOperator<Object> writer) {
        return GraphQLScalarType.newScalar().name(name).coercing(new Coercing<Object, Object>() {

            @Override
            public Object serialize(Object value, GraphQLContext context, Locale locale) {
                return writer.apply(value);
            }

            @Override
            public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                if (input instanceof LocalDate || input instanceof Instant || input instanceof InvalidScalar) {
                    return input;
                }
                return reader.apply(switch (input) {
                    case Map<?, ?> object -> "{…}";
                    case Collection<?> list -> "[…]";
                    default -> input.toString();
                });
            }

            @Override
            public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
                    Locale locale) {
                if (input instanceof StringValue text) {
                    return reader.apply(text.getValue());
                }
                throw new CoercingParseLiteralException("A " + name + " must be a string.");
            }

            @Override
            public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
                return StringValue.of(input.toString());
            }
        }).build();
    }
}
