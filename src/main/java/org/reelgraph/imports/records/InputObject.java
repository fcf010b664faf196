package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reelgraph.graphql.DateScalars;
import org.reelgraph.graphql.Unreadable;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.storage.CanonicalJson;

/**
 * One object of an input with its place. Its members are taken one by one; a faulty one is noted as an error with its
 * path and reads as absent, so that one pass finds all mistakes. What nobody took is the {@link #rest()}.
 */
public final class InputObject {

    private final Map<String, Object> values;
    private final Map<String, Object> below = new LinkedHashMap<>(4);
    private final Place place;
    private final Mistakes mistakes;

    /** @param values the members; those taken are removed */
    public InputObject(Map<String, Object> values, Place place, Mistakes mistakes) {
        this.values = values;
        this.place = place;
        this.mistakes = mistakes;
    }

    /** {@return an object that is free to take from, and the tree is left as it is} */
    static InputObject copyOf(Map<String, Object> tree, Place place, Mistakes mistakes) {
        return new InputObject(copy(tree), place, mistakes);
    }

    private static Map<String, Object> copy(Map<?, ?> object) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> copy.put(name.toString(), copy(value)));
        return copy;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> copy(object);
            case List<?> list -> list.stream().map(InputObject::copy).collect(ArrayList::new, ArrayList::add,
                    ArrayList::addAll);
            case null, default -> value;
        };
    }

    /** {@return whether there is such a member, null or not} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return a member as it stands, and leaves it; null where there is none} */
    public @Nullable Object peek(String name) {
        return values.get(name);
    }

    /** Takes over those members of another object that this one lacks. */
    public void complete(InputObject other) {
        complete(values, other.values);
    }

    @SuppressWarnings("unchecked") // the names of JSON objects are strings
    private static void complete(Map<String, Object> values, Map<String, Object> others) {
        others.forEach((name, other) -> {
            if (values.get(name) instanceof Map<?, ?> value && other instanceof Map<?, ?> more) {
                complete((Map<String, Object>) value, (Map<String, Object>) more);
            } else {
                values.putIfAbsent(name, other);
            }
        });
    }

    /** Puts back a member that turned out to be of no use, so that it stays in the rest. */
    public void leave(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** Notes a mistake in the object itself or in a value below. */
    public void error(UserErrorCode code, String message, String... steps) {
        mistakes.add(code, message, place.below(steps));
    }

    /** {@return a text in NFC without space around it; a blank one is null} */
    public Field<String> text(String name) {
        return string(name).map(Texts::normal);
    }

    /** {@return a text to the letter, such as a path; a blank one is null} */
    public Field<String> verbatim(String name) {
        return string(name).map(text -> Texts.normal(text) == null ? null : text);
    }

    /** {@return a text that may be written as a whole number, as keys are} */
    public Field<String> key(String name) {
        if (values.get(name) instanceof Number number && isWhole(number)) {
            values.put(name, number.toString());
        }
        return text(name);
    }

    /** {@return a key in the one way it is stored; what the spelling takes for none is a mistake, in its words} */
    public Field<String> key(String name, UnaryOperator<String> spelling) {
        var key = key(name);
        try {
            return key.map(spelling);
        } catch (IllegalArgumentException e) {
            error(UserErrorCode.INVALID, e.getMessage(), name);
            return Field.absent();
        }
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    }

    private Field<String> string(String name) {
        return field(name, value -> string(value, "The " + name, place.below(name)));
    }

    /** {@return the field's value; a stand-in, with the mistake noted, where there is none} */
    public <T> T required(String name, Field<T> field, T standIn) {
        if (field.value() == null) {
            error(UserErrorCode.REQUIRED, "The " + name + " is needed.", name);
            return standIn;
        }
        return field.value();
    }

    /** {@return a whole number within bounds, which may be written as a text} */
    public Field<Integer> number(String name, int least, int most) {
        return numeric(name, value -> {
            // By doubles: an exponent can make an exact number larger than any memory.
            if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
                    && number.doubleValue() == Math.rint(number.doubleValue())) {
                return Optional.of((int) number.doubleValue());
            }
            error(UserErrorCode.OUT_OF_RANGE, "The " + name + " takes whole numbers from " + least + " to " + most
                    + ", not " + Texts.excerpt(value) + ".", name);
            return Optional.empty();
        });
    }

    /** {@return a number from 0 to 10} */
    public Field<Double> rating(String name) {
        return decimal(name, 10);
    }

    /** {@return a time that the input gives in some unit, of so many seconds} */
    public Field<RunningTime> runningTime(String name, double seconds, Function<Double, RunningTime> unit) {
        return decimal(name, (long) (Integer.MAX_VALUE / seconds)).map(unit);
    }

    private Field<Double> decimal(String name, long most) {
        return numeric(name, value -> {
            if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= most) {
                return Optional.of(number.doubleValue() + 0.0); // which makes 0 of -0
            }
            error(UserErrorCode.OUT_OF_RANGE,
                    "The " + name + " takes numbers from 0 to " + most + ", not " + Texts.excerpt(value) + ".", name);
            return Optional.empty();
        });
    }

    private <T> Field<T> numeric(String name, Function<Object, Optional<T>> reader) {
        if (values.get(name) instanceof String text) {
            values.put(name, Texts.normal(text) == null ? null : Texts.number(text));
        }
        return field(name, reader);
    }

    /** {@return a day; of an instant its day as it is written} */
    public Field<LocalDate> date(String name) {
        return temporal(name, LocalDate.class, text -> DateScalars.date(Texts.day(text)));
    }

    /** {@return an instant; where it is written without an offset, in this zone} */
    public Field<Instant> instant(String name, ZoneId zone) {
        return temporal(name, Instant.class, text -> Texts.instant(text, zone));
    }

    /** {@return an instant, which needs an offset} */
    public Field<Instant> instant(String name) {
        return temporal(name, Instant.class, DateScalars::instant);
    }

    private <T> Field<T> temporal(String name, Class<T> type, Function<String, Object> reader) {
        if (values.get(name) instanceof String text && Texts.normal(text) == null) {
            values.put(name, null);
        }
        return field(name, value -> {
            var read = value instanceof String text ? reader.apply(text) : value;
            if (type.isInstance(read)) {
                return Optional.of(type.cast(read));
            }
            error(UserErrorCode.INVALID, read instanceof Unreadable bad
                    ? "'" + Texts.excerpt(bad.text()) + "' is not " + bad.expected() + "."
                    : "The " + name + " is written as a string.", name);
            return Optional.empty();
        });
    }

    /** {@return a constant by its name} */
    public <E extends Enum<E>> Field<E> constant(String name, Class<E> type) {
        return field(name, value -> {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().equals(value.toString())) {
                    return Optional.of(constant);
                }
            }
            error(UserErrorCode.INVALID, "The " + name + " can't be '" + Texts.excerpt(value) + "'.", name);
            return Optional.empty();
        });
    }

    /** {@return a list of words, each once} */
    public Field<List<String>> words(String name) {
        return list(name).map(items -> {
            var words = new LinkedHashSet<String>();
            for (var i = 0; i < items.size(); i++) {
                var item = place.below(name).below(i);
                string(items.get(i), "An item of " + name, item).ifPresent(text -> {
                    var word = Texts.normal(text);
                    if (word == null) {
                        mistakes.add(UserErrorCode.REQUIRED, "An item of " + name + " is blank.", item);
                    } else {
                        words.add(word);
                    }
                });
            }
            return List.copyOf(words);
        });
    }

    /** {@return an object below} */
    public Field<InputObject> object(String name) {
        return field(name, value -> {
            if (value instanceof Map<?, ?> object) {
                var child = child(object, place.below(name));
                below.put(name, child);
                return Optional.of(child);
            }
            error(UserErrorCode.INVALID, "The " + name + " has to be an object.", name);
            return Optional.empty();
        });
    }

    /** {@return a list of objects below} */
    public Field<List<InputObject>> objects(String name) {
        var objects = items(name, InputObject.class, Function.identity());
        if (objects.value() != null) {
            below.put(name, objects.value());
        }
        return objects;
    }

    /** {@return a list of objects below, each read into a record, unless it has been already} */
    public <T> Field<List<T>> items(String name, Class<T> type, Function<InputObject, T> reader) {
        return list(name).map(items -> {
            var read = new ArrayList<T>(items.size());
            for (var i = 0; i < items.size(); i++) {
                var item = items.get(i);
                if (type.isInstance(item)) {
                    read.add(type.cast(item));
                } else if (item instanceof Map<?, ?> object) {
                    read.add(reader.apply(child(object, place.below(name).below(i))));
                } else {
                    mistakes.add(UserErrorCode.INVALID, "An item of " + name + " has to be an object.",
                            place.below(name).below(i));
                }
            }
            return read;
        });
    }

    @SuppressWarnings("unchecked") // the names of JSON and GraphQL objects are strings
    private InputObject child(Map<?, ?> object, Place where) {
        return new InputObject((Map<String, Object>) object, where, mistakes);
    }

    /** {@return a list as it stands} */
    public Field<List<?>> list(String name) {
        return field(name, value -> {
            if (value instanceof List<?> list) {
                return Optional.of(list);
            }
            error(UserErrorCode.INVALID, "'" + name + "' has to be a list.", name);
            return Optional.empty();
        });
    }

    /** {@return the members, of objects below too, that nobody took} */
    public Map<String, Object> rest() {
        var rest = new LinkedHashMap<>(values);
        below.forEach((name, taken) -> {
            if (taken instanceof InputObject object && !object.isTakenWhole()) {
                rest.put(name, object.rest());
            } else if (taken instanceof List<?> list
                    && !list.stream().allMatch(item -> ((InputObject) item).isTakenWhole())) {
                rest.put(name, list.stream().map(item -> ((InputObject) item).rest()).toList());
            }
        });
        return rest;
    }

    /** {@return the names of the {@link #rest()}, with those of the objects they stand in} */
    public Set<String> restNames() {
        var names = new LinkedHashSet<>(values.keySet());
        below.forEach((name, taken) -> {
            var objects = taken instanceof List<?> list ? list : List.of(taken);
            objects.forEach(object -> ((InputObject) object).restNames()
                    .forEach(lower -> names.add(name + "." + lower)));
        });
        return names;
    }

    private boolean isTakenWhole() {
        return values.isEmpty() && (below.isEmpty() || rest().isEmpty());
    }

    /** {@return the {@link #rest()} as JSON with sorted names; absent where there is none} */
    public Field<String> restAsJson() {
        var rest = rest();
        return rest.isEmpty() ? Field.absent() : json(rest);
    }

    /** {@return an object as JSON with sorted names} */
    public Field<String> json(String name) {
        return field(name, value -> {
            if (value instanceof Map<?, ?> object) {
                return Optional.ofNullable(json(object).value());
            }
            error(UserErrorCode.INVALID, "The " + name + " has to be an object.", name);
            return Optional.empty();
        });
    }

    private Field<String> json(Map<?, ?> object) {
        var json = CanonicalJson.write(object);
        if (json.length() > CanonicalJson.LONGEST) {
            error(UserErrorCode.OUT_OF_RANGE,
                    "What has no field of its own takes more than " + CanonicalJson.LONGEST + " characters.");
        } else if (!Texts.storable(json)) {
            error(UserErrorCode.INVALID, "Something in it holds characters that are no text.");
        } else {
            return Field.of(json);
        }
        return Field.absent();
    }

    private <T> Field<T> field(String name, Function<Object, Optional<T>> reader) {
        if (!values.containsKey(name)) {
            return Field.absent();
        }
        var value = values.remove(name);
        return value == null ? Field.cleared() : reader.apply(value).map(Field::of).orElseGet(Field::absent);
    }

    private Optional<String> string(@Nullable Object value, String what, Place where) {
        if (!(value instanceof String text)) {
            mistakes.add(UserErrorCode.INVALID, what + " has to be a string.", where);
        } else if (text.length() > Texts.LONGEST) {
            mistakes.add(UserErrorCode.OUT_OF_RANGE, what + " is longer than " + Texts.LONGEST + " characters.", where);
        } else if (!Texts.storable(text)) {
            mistakes.add(UserErrorCode.INVALID, what + " holds characters that are no text.", where);
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }
}
