package org.reelgraph.imports.records;

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
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.storage.CanonicalJson;

/**
 * One object in an input, with its path. Its members are taken one by one. An invalid value is reported with its path
 * and reads as absent, so that a single pass finds everything that is wrong. Members that nobody took are the
 * {@link #rest()}.
 */
public final class InputObject {

    private final Map<String, Object> values;
    private final Map<String, Object> below = new LinkedHashMap<>(4);
    private final InputPath place;
    private final Validation validation;

    /** @param values the members; those that are taken are removed */
    public InputObject(Map<String, Object> values, InputPath place, Validation validation) {
        this.values = values;
        this.place = place;
        this.validation = validation;
    }

    /** {@return whether there is such a member, even if it is null} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return a member as it is, without taking it; null if it is absent} */
    public @Nullable Object peek(String name) {
        return values.get(name);
    }

    /** Adds those members of another object that this one lacks. */
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

    /** Puts back a member that can't be used, so that it stays in the rest. */
    public void leave(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** {@return the validation that collects the object's problems} */
    public Validation validation() {
        return validation;
    }

    /** {@return the path of the object, or of a value below it} */
    public InputPath place(String... steps) {
        return place.below(steps);
    }

    /** Reports an error that rejects the record, about the object itself or a value below it. */
    public void error(UserErrorCode code, String message, String... steps) {
        validation.error(code, message, place.below(steps));
    }

    /** {@return a text in NFC, trimmed; null if blank} */
    public Field<String> text(String name) {
        return string(name).map(Texts::normal);
    }

    /** {@return a text exactly as written, such as a path; null if blank} */
    public Field<String> verbatim(String name) {
        return string(name).map(text -> Texts.normal(text) == null ? null : text);
    }

    /** {@return a text that may be written as a whole number, such as a key} */
    public Field<String> key(String name) {
        Values.wholeNumber(values.get(name)).ifPresent(whole -> values.put(name, whole));
        return identifier(name);
    }

    /** {@return a text that is part of what an item is found by; it has at most 1,000 bytes} */
    public Field<String> identifier(String name) {
        return field(name, value -> Values.identifier(asText(value), "The " + name)).map(Texts::normal);
    }

    /** {@return an id in its scheme's canonical form; an id that identifies nothing is dropped} */
    public Field<String> externalId(ExternalIdScheme scheme) {
        var name = scheme.fieldName();
        var key = key(name);
        if (key.value() == null) {
            return key;
        }
        if (ExternalId.isPlaceholder(key.value())) {
            validation.placeholder(place.below(name), key.value());
            return Field.absent();
        }
        try {
            return key.map(scheme::canonical);
        } catch (IllegalArgumentException e) {
            validation.unusable(UserErrorCode.INVALID, String.valueOf(e.getMessage()), place.below(name), key.value());
            return Field.absent();
        }
    }

    /** Discards members that carry no information. */
    public void drop(BiPredicate<String, Object> condition) {
        values.entrySet().removeIf(member -> condition.test(member.getKey(), member.getValue()));
    }

    private Field<String> string(String name) {
        return field(name, value -> Values.text(asText(value), "The " + name));
    }

    // A file may contain the title 1917 as a number.
    private Object asText(Object value) {
        return validation.isLenient() ? Values.wholeNumber(value).map(Object.class::cast).orElse(value) : value;
    }

    /** {@return the field's value; if it has none, a stand-in, and an error is reported} */
    public <T> T required(String name, Field<T> field, T standIn) {
        if (field.value() == null) {
            error(UserErrorCode.REQUIRED, "The " + name + " is required.", name);
            return standIn;
        }
        return field.value();
    }

    /**
     * {@return the field's value; empty if it has none, in which case the optional object that needs it can't be used}
     */
    public <T> Optional<T> needed(String name, Field<T> field) {
        if (field.value() == null) {
            validation.unusable(UserErrorCode.REQUIRED, "The " + name + " is required.", place.below(name), null);
        }
        return Optional.ofNullable(field.value());
    }

    /** {@return a whole number within bounds, which may be written as a string} */
    public Field<Integer> number(String name, int min, int max) {
        return scalar(name, value -> Values.integer(value, name, min, max));
    }

    /** {@return a rating from 0 to 10, which may be written on another scale, such as percent} */
    public Field<Double> rating(String name) {
        return scalar(name, value -> Values.rating(value, name));
    }

    /** {@return a running time in a unit of this many seconds, up to a maximum in seconds} */
    public Field<RunningTime> runningTime(String name, double seconds, int max,
            Function<Double, RunningTime> unit) {
        return scalar(name, value -> Values.decimal(value, name, Math.floor(max / seconds))).map(unit);
    }

    /** {@return a day; for an instant, its day as written} */
    public Field<LocalDate> date(String name) {
        return meant(name, scalar(name, value -> Values.temporal(value, name, LocalDate.class,
                text -> DateScalars.date(Texts.day(text)))), Values::isMeant);
    }

    /** {@return an instant, in this time zone if it has no offset} */
    public Field<Instant> instant(String name, ZoneId zone) {
        return meant(name, scalar(name, value -> Values.temporal(value, name, Instant.class,
                text -> Texts.instant(text, zone))), Values::isMeant);
    }

    /** {@return an instant, which must have an offset} */
    public Field<Instant> instant(String name) {
        return scalar(name, value -> Values.temporal(value, name, Instant.class, DateScalars::instant));
    }

    /** {@return an instant given in seconds since 1970, as a number or string} */
    public Field<Instant> epochSeconds(String name) {
        return meant(name, scalar(name, value -> Values.epochSeconds(value, name)), Values::isMeant);
    }

    private <T> Field<T> meant(String name, Field<T> field, Function<T, Boolean> check) {
        if (field.value() == null || !validation.isLenient() || check.apply(field.value())) {
            return field;
        }
        validation.unusable(UserErrorCode.INVALID, "'" + field.value() + "' is a placeholder for a missing value.",
                place.below(name), field.value());
        return Field.absent();
    }

    /** {@return an enum constant by name; if there is none, a stand-in, and an error is reported} */
    public <E extends Enum<E>> E required(String name, Class<E> type, E standIn) {
        var value = values.remove(name);
        try {
            if (value != null) {
                return Values.constant(value, name, type);
            }
            error(UserErrorCode.REQUIRED, "The " + name + " is required: " + Values.oneOf(type) + ".", name);
        } catch (UnusableValue e) {
            error(e.code(), e.getMessage(), name);
        }
        return standIn;
    }

    /** {@return an enum constant by name} */
    public <E extends Enum<E>> Field<E> constant(String name, Class<E> type) {
        return field(name, value -> Values.constant(value, name, type));
    }

    /** {@return a list of words without duplicates} */
    public Field<List<String>> words(String name) {
        return wordsByPlace(name).map(words -> List.copyOf(new LinkedHashSet<>(words.values())));
    }

    /** {@return a list of words by position, from 0} */
    public Field<Map<Integer, String>> wordsByPlace(String name) {
        return list(name).map(items -> {
            var words = new LinkedHashMap<Integer, String>();
            for (var i = 0; i < items.size(); i++) {
                var at = i;
                word(items.get(i), name, place.below(name).below(i)).ifPresent(word -> words.put(at, word));
            }
            return words;
        });
    }

    private Optional<String> word(@Nullable Object item, String list, InputPath where) {
        try {
            var word = item == null ? null : Texts.normal(Values.text(asText(item), "An item of " + list));
            if (word != null) {
                return Optional.of(word);
            }
            validation.unusable(UserErrorCode.REQUIRED, "An item of " + list + " is blank.", where, item);
        } catch (UnusableValue e) {
            validation.unusable(e.code(), e.getMessage(), where, item);
        }
        return Optional.empty();
    }

    /** {@return a nested object} */
    public Field<InputObject> object(String name) {
        return field(name, value -> {
            if (value instanceof Map<?, ?> object) {
                var child = child(object, place.below(name));
                below.put(name, child);
                return child;
            }
            throw new UnusableValue(UserErrorCode.INVALID, "The " + name + " must be an object.");
        });
    }

    /** {@return a list of nested objects} */
    public Field<List<InputObject>> objects(String name) {
        var objects = items(name, InputObject.class, Function.identity());
        if (objects.value() != null) {
            below.put(name, objects.value());
        }
        return objects;
    }

    /** {@return a list of nested objects, each read into a record unless it already is one} */
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
                    validation.unusable(UserErrorCode.INVALID, "An item of " + name + " must be an object.",
                            place.below(name).below(i), item);
                }
            }
            return read;
        });
    }

    @SuppressWarnings("unchecked") // the names of JSON and GraphQL objects are strings
    private InputObject child(Map<?, ?> object, InputPath where) {
        return new InputObject((Map<String, Object>) object, where, validation);
    }

    /** {@return a list as it is} */
    public Field<List<?>> list(String name) {
        return field(name, value -> {
            if (value instanceof List<?> list) {
                return list;
            }
            throw new UnusableValue(UserErrorCode.INVALID, "'" + name + "' must be a list.");
        });
    }

    /** {@return the members that nobody took, including those of nested objects} */
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

    /** {@return the names of the {@link #rest()}, prefixed with the names of their enclosing objects} */
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

    /** {@return the {@link #rest()} as JSON with sorted names; absent if it is empty} */
    public Field<String> restAsJson() {
        var rest = rest();
        if (rest.isEmpty()) {
            return Field.absent();
        }
        try {
            return Field.of(json(rest));
        } catch (UnusableValue e) {
            validation.unusable(e.code(), e.getMessage(), place, null);
            return Field.absent();
        }
    }

    /** {@return an object as JSON with sorted names} */
    public Field<String> json(String name) {
        return field(name, value -> {
            if (value instanceof Map<?, ?> object) {
                return json(object);
            }
            throw new UnusableValue(UserErrorCode.INVALID, "The " + name + " must be an object.");
        });
    }

    private static String json(Map<?, ?> object) throws UnusableValue {
        var json = CanonicalJson.write(object);
        if (CanonicalJson.isTooLong(json)) {
            throw new UnusableValue(UserErrorCode.OUT_OF_RANGE,
                    "The values without a field of their own exceed %,d bytes.".formatted(CanonicalJson.LONGEST));
        }
        if (!Texts.storable(json)) {
            throw new UnusableValue(UserErrorCode.INVALID, "Something in it contains characters that aren't text.");
        }
        return json;
    }

    // A blank string in place of a number, day or instant means no value.
    private <T> Field<T> scalar(String name, Values.Reader<T> reader) {
        if (Values.isBlank(values.get(name))) {
            values.put(name, null);
        }
        return field(name, reader);
    }

    private <T> Field<T> field(String name, Values.Reader<T> reader) {
        if (!values.containsKey(name)) {
            return Field.absent();
        }
        var value = values.remove(name);
        if (value == null) {
            return Field.cleared();
        }
        try {
            return Field.of(reader.read(value));
        } catch (UnusableValue e) {
            validation.unusable(e.code(), e.getMessage(), place.below(name), value);
            return Field.absent();
        }
    }
}
