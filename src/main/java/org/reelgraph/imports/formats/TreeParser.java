package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.TreeReader;
import org.reelgraph.imports.records.Validation;

/**
 * Parses the object of one media item. Seasons and episodes become records as soon as they end, so that only one of
 * them is held as JSON at a time. A value that no record can hold is dropped like any other invalid value.
 */
final class TreeParser {

    private static final int DEEPEST = 100;
    private static final int SHOWN = 60;
    // A record is written completely or not at all, so it has to fit into memory: with 256 MB, about 150,000 episodes.
    private static final long BYTES_PER_WEIGHT = 192;
    private static final long HEAVIEST = Runtime.getRuntime().maxMemory() / BYTES_PER_WEIGHT;
    private static final int RECORDS_SHARE = 3;
    private static final int CHARACTERS_PER_WEIGHT = 16;
    private static final Object DROPPED = new Object();

    /** The record doesn't fit into memory. Later records may. */
    static final class TooLarge extends JsonFault {
        private TooLarge(JsonParser json) {
            super(json, "The record is larger than this program's memory allows.");
        }
    }

    private final JsonParser json;
    private final TreeReader trees;
    private final Validation validation;
    private final boolean withParts;
    private final JsonStreamContext item;
    private InputPath start = InputPath.START;
    private int depth;
    private long weight;

    /** @param json positioned at the start of the object */
    TreeParser(JsonParser json, TreeReader trees, Validation validation) {
        this(json, trees, validation, true);
    }

    /**
     * @param json      positioned at the start of the object
     * @param withParts whether to read seasons and episodes; otherwise an item has none
     */
    TreeParser(JsonParser json, TreeReader trees, Validation validation, boolean withParts) {
        this.withParts = withParts;
        this.json = json;
        this.trees = trees;
        this.validation = validation;
        this.item = json.getParsingContext();
    }

    /** {@return the item, located at this path} */
    InputObject tree(InputPath place) throws IOException {
        start = place;
        return new InputObject(object("seasons", place, this::season), place, validation);
    }

    /** Skips the unparsed rest of the item. */
    void skipRest() throws IOException {
        while (json.getParsingContext() != item.getParent()) {
            json.nextToken();
        }
    }

    private interface Part {
        Object read(InputPath place) throws IOException;
    }

    private Object season(InputPath place) throws IOException {
        return trees.season(new InputObject(object("episodes", place, this::episode), place, validation));
    }

    // Once converted to a record, a value takes a fraction of the memory.
    private Object episode(InputPath place) throws IOException {
        var before = weight;
        var episode = trees.episode(new InputObject(object(), place, validation));
        weight = before + 1 + (weight - before) / RECORDS_SHARE;
        return episode;
    }

    // Parses an object that has a list of parts, which are parsed one by one.
    private Map<String, Object> object(String list, InputPath place, Part part) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var token = json.nextToken();
            put(object, name, name.equals(list) && token == JsonToken.START_ARRAY
                    ? parts(place.below(name), part)
                    : value(token));
        }
        return object;
    }

    private List<Object> parts(InputPath list, Part part) throws IOException {
        var parts = new ArrayList<Object>();
        if (!withParts) {
            json.skipChildren();
            return parts;
        }
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            parts.add(token == JsonToken.START_OBJECT ? part.read(list.below(parts.size())) : orNull(value(token)));
        }
        return parts;
    }

    private Map<String, Object> object() throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            put(object, name, value(json.nextToken()));
        }
        return object;
    }

    private List<Object> list() throws IOException {
        var list = new ArrayList<Object>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            list.add(orNull(value(token)));
        }
        return list;
    }

    // Keeps the positions of the following items in the list.
    private static @Nullable Object orNull(@Nullable Object value) {
        return value == DROPPED ? null : value;
    }

    private void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (name.length() > BoundedJson.LONGEST_NAME) {
            drop("The name of this member has more than " + BoundedJson.LONGEST_NAME + " characters.", value == DROPPED
                    || value instanceof List<?> ? null : value);
        } else if (value != DROPPED) {
            var members = object.size();
            var before = object.put(name, value);
            if (object.size() == members) {
                validation.unusable(UserErrorCode.DUPLICATE, "'" + shortened(name) + "' is given twice in one object"
                        + (validation.isLenient() ? "; the last one counts." : "."), here(),
                        before instanceof List<?> ? null : before);
            }
        }
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        weigh(1);
        return switch (token) {
            case START_OBJECT, START_ARRAY -> nested(token);
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.isNaN() ? json.getText() : number(token);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Object nested(JsonToken token) throws IOException {
        if (depth == DEEPEST) {
            json.skipChildren();
            return drop("It is nested more than " + DEEPEST + " levels deep.", null);
        }
        depth++;
        var value = token == JsonToken.START_OBJECT ? object() : list();
        depth--;
        return value;
    }

    private Object text() throws IOException {
        var text = json.getText();
        if (text.length() > BoundedJson.LONGEST_TEXT) {
            return drop("A string has more than " + BoundedJson.LONGEST_TEXT + " characters.", text);
        }
        weigh(text.length() / CHARACTERS_PER_WEIGHT);
        return text;
    }

    private Object number(JsonToken token) throws IOException {
        if (json.getTextLength() > BoundedJson.LONGEST_NUMBER) {
            return drop("A number has more than " + BoundedJson.LONGEST_NUMBER + " digits.", json.getText());
        }
        try {
            return token == JsonToken.VALUE_NUMBER_INT ? json.getNumberValue() : json.getDecimalValue();
        } catch (JsonProcessingException | NumberFormatException e) {
            // Parsing succeeded, so the exponent is the only possible fault.
            return drop("The exponent of a number is too large.", json.getText());
        }
    }

    private Object drop(String why, @Nullable Object value) {
        validation.unusable(UserErrorCode.OUT_OF_RANGE, why, here(), value);
        return DROPPED;
    }

    // The path of the value that was read last.
    private InputPath here() {
        var steps = new ArrayDeque<String>();
        for (var around = json.getParsingContext(); around != item.getParent(); around = around.getParent()) {
            steps.push(around.inArray()
                    ? String.valueOf(around.getCurrentIndex())
                    : shortened(around.getCurrentName()));
        }
        return start.below(steps.toArray(String[]::new));
    }

    private static String shortened(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }

    private void weigh(int more) throws IOException {
        weight += more;
        if (weight > HEAVIEST) {
            throw new TooLarge(json);
        }
    }
}
