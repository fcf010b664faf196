package org.reelgraph.imports;

import io.micronaut.core.annotation.Nullable;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.graphql.DateScalars;
import org.reelgraph.graphql.Unreadable;
import org.reelgraph.graphql.UserErrorCode;

/**
 * One object of an input with its place. Its values are read field by field; a faulty one is noted as an error with its
 * path and reads as absent, so that one pass finds all mistakes.
 */
final class InputObject {

    private static final int LONGEST_TEXT = 20_000;
    // Next line, and three characters that show as nothing at all: space to people, though not to Java.
    private static final String FURTHER_SPACE = "\u0085\u200b\u2060\ufeff";

    private final Map<String, Object> values;
    private final List<String> path;
    private final Mistakes mistakes;

    InputObject(Map<String, Object> values, List<String> path, Mistakes mistakes) {
        this.values = values;
        this.path = path;
        this.mistakes = mistakes;
    }

    void error(UserErrorCode code, String message, String... below) {
        mistakes.add(code, message, join(path, below));
    }

    static List<String> join(List<String> path, String... below) {
        var joined = new ArrayList<>(path);
        joined.addAll(List.of(below));
        return List.copyOf(joined);
    }

    /** {@return a text in NFC without space around it; a blank one is null} */
    Field<String> text(String name) {
        return string(name).map(InputObject::normal);
    }

    /** {@return a text to the letter, such as a path; a blank one is null} */
    Field<String> verbatim(String name) {
        return string(name).map(text -> normal(text) == null ? null : text);
    }

    private Field<String> string(String name) {
        return field(name, value -> string(value, "The " + name, name));
    }

    private static @Nullable String normal(String text) {
        var normal = Normalizer.normalize(text, Normalizer.Form.NFC);
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

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || FURTHER_SPACE.indexOf(character) >= 0;
    }

    /** {@return the field's value; a stand-in, with the mistake noted, where there is none} */
    <T> T required(String name, Field<T> field, T standIn) {
        if (field.value() == null) {
            error(UserErrorCode.REQUIRED, "The " + name + " is needed.", name);
            return standIn;
        }
        return field.value();
    }

    Field<Integer> number(String name, int least, int most) {
        return field(name, value -> {
            if (value instanceof Number number && number.doubleValue() == number.intValue()
                    && number.intValue() >= least
                    && number.intValue() <= most) {
                return Optional.of(number.intValue());
            }
            error(UserErrorCode.OUT_OF_RANGE, "The " + name + " takes whole numbers from " + least + " to " + most
                    + ", not " + value + ".", name);
            return Optional.empty();
        });
    }

    Field<Double> rating(String name) {
        return field(name, value -> {
            if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 10) {
                return Optional.of(number.doubleValue() + 0.0); // which makes 0 of -0
            }
            error(UserErrorCode.OUT_OF_RANGE, "The " + name + " takes numbers from 0 to 10, not " + value + ".", name);
            return Optional.empty();
        });
    }

    Field<LocalDate> date(String name) {
        return temporal(name, LocalDate.class, DateScalars::date);
    }

    Field<Instant> instant(String name) {
        return temporal(name, Instant.class, DateScalars::instant);
    }

    private <T> Field<T> temporal(String name, Class<T> type, Function<String, Object> reader) {
        return field(name, value -> {
            var read = value instanceof String text ? reader.apply(text) : value;
            if (type.isInstance(read)) {
                return Optional.of(type.cast(read));
            }
            error(UserErrorCode.INVALID, read instanceof Unreadable bad
                    ? "'" + excerpt(bad.text()) + "' is not " + bad.expected() + "."
                    : "The " + name + " is written as a string.", name);
            return Optional.empty();
        });
    }

    <E extends Enum<E>> Field<E> constant(String name, Class<E> type) {
        return field(name, value -> {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().equals(value.toString())) {
                    return Optional.of(constant);
                }
            }
            error(UserErrorCode.INVALID, "The " + name + " can't be '" + excerpt(value.toString()) + "'.", name);
            return Optional.empty();
        });
    }

    /** {@return a list of words, each once} */
    Field<List<String>> words(String name) {
        return list(name).map(items -> {
            var words = new LinkedHashSet<String>();
            for (var i = 0; i < items.size(); i++) {
                var place = new String[]{name, String.valueOf(i)};
                string(items.get(i), "An item of " + name, place).ifPresent(text -> {
                    var word = normal(text);
                    if (word == null) {
                        error(UserErrorCode.REQUIRED, "An item of " + name + " is blank.", place);
                    } else {
                        words.add(word);
                    }
                });
            }
            return List.copyOf(words);
        });
    }

    Field<InputObject> object(String name) {
        return field(name, value -> {
            if (value instanceof Map<?, ?> object) {
                return Optional.of(new InputObject(named(object), join(path, name), mistakes));
            }
            error(UserErrorCode.INVALID, "The " + name + " has to be an object.", name);
            return Optional.empty();
        });
    }

    Field<List<InputObject>> objects(String name) {
        return list(name).map(items -> {
            var objects = new ArrayList<InputObject>();
            for (var i = 0; i < items.size(); i++) {
                var place = join(path, name, String.valueOf(i));
                if (items.get(i) instanceof Map<?, ?> object) {
                    objects.add(new InputObject(named(object), place, mistakes));
                } else {
                    mistakes.add(UserErrorCode.INVALID, "An item of " + name + " has to be an object.", place);
                }
            }
            return List.copyOf(objects);
        });
    }

    private Field<List<?>> list(String name) {
        return field(name, value -> {
            if (value instanceof List<?> list) {
                return Optional.of(list);
            }
            error(UserErrorCode.INVALID, "The " + name + " has to be a list.", name);
            return Optional.empty();
        });
    }

    private <T> Field<T> field(String name, Function<Object, Optional<T>> reader) {
        if (!values.containsKey(name)) {
            return Field.absent();
        }
        var value = values.get(name);
        if (value == null) {
            return Field.of(null);
        }
        return reader.apply(value).map(Field::of).orElseGet(Field::absent);
    }

    private Optional<String> string(Object value, String what, String... place) {
        if (!(value instanceof String text)) {
            error(UserErrorCode.INVALID, what + " has to be a string.", place);
        } else if (text.length() > LONGEST_TEXT) {
            error(UserErrorCode.OUT_OF_RANGE, what + " is longer than " + LONGEST_TEXT + " characters.", place);
        } else if (!storable(text)) {
            error(UserErrorCode.INVALID, what + " holds characters that are no text.", place);
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    // Half a surrogate pair has no UTF-8, and databases end a text at NUL or refuse it.
    private static boolean storable(String text) {
        return text.codePoints().noneMatch(
                point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static Map<String, Object> named(Map<?, ?> object) {
        var named = new HashMap<String, Object>();
        object.forEach((key, value) -> named.put(key.toString(), value));
        return named;
    }
}
