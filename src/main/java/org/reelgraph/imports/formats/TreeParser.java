package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.Place;
import org.reelgraph.imports.records.TreeReader;
import org.reelgraph.imports.records.Validation;

/**
 * Parses the object of one media item. Seasons and episodes become records as soon as they end, so that the JSON of
 * no more than one of them is held at a time.
 */
final class TreeParser {

    private static final int LONGEST_TEXT = 1_000_000;
    private static final int DEEPEST = 100;
    // A record is written whole or not at all, so it has to fit into memory: with 256 MB some 150,000 episodes.
    private static final long BYTES_PER_WEIGHT = 192;
    private static final long HEAVIEST = Runtime.getRuntime().maxMemory() / BYTES_PER_WEIGHT;
    private static final int RECORDS_SHARE = 3;
    private static final int CHARACTERS_PER_WEIGHT = 16;

    static final JsonFactory JSON = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Python writes NaN; such a value is read as a text, which no number field takes.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser json;
    private final TreeReader trees;
    private final Validation validation;
    private long weight;

    /** @param json stands at the object's start */
    TreeParser(JsonParser json, TreeReader trees, Validation validation) {
        this.json = json;
        this.trees = trees;
        this.validation = validation;
    }

    /** {@return the item, which stands at this place} */
    InputObject tree(Place place) throws IOException {
        var tree = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var token = json.nextToken();
            if (name.equals("seasons") && token == JsonToken.START_ARRAY) {
                put(tree, name, items(place.below(name), this::season));
            } else {
                put(tree, name, value(token));
            }
        }
        return new InputObject(tree, place, validation);
    }

    private interface Item {
        Object read(Place place) throws IOException;
    }

    private List<Object> items(Place list, Item item) throws IOException {
        var items = new ArrayList<Object>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            items.add(token == JsonToken.START_OBJECT ? item.read(list.below(items.size())) : value(token));
        }
        return items;
    }

    private Object season(Place place) throws IOException {
        var season = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var token = json.nextToken();
            put(season, name, name.equals("episodes") && token == JsonToken.START_ARRAY
                    ? items(place.below(name), this::episode)
                    : value(token));
        }
        return trees.season(new InputObject(season, place, validation));
    }

    // What is read into a record takes a fraction of the room from then on.
    private Object episode(Place place) throws IOException {
        var before = weight;
        var episode = trees.episode(new InputObject(object(), place, validation));
        weight = before + 1 + (weight - before) / RECORDS_SHARE;
        return episode;
    }

    private Map<String, Object> object() throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            put(object, name, value(json.nextToken()));
        }
        return object;
    }

    // Which of two values was meant nobody can tell.
    private void put(Map<String, Object> object, String name, Object value) throws IOException {
        var members = object.size();
        object.put(name, value);
        if (object.size() == members) {
            throw new JsonParseException(json, "'" + name + "' stands twice in one object");
        }
    }

    private Object value(JsonToken token) throws IOException {
        weigh(1);
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> json.isNaN() ? json.getText() : json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private List<Object> list() throws IOException {
        var list = new ArrayList<Object>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            list.add(value(token));
        }
        return list;
    }

    private String text() throws IOException {
        var text = json.getText();
        weigh(text.length() / CHARACTERS_PER_WEIGHT);
        return text;
    }

    private void weigh(int more) throws IOException {
        weight += more;
        if (weight > HEAVIEST) {
            throw new JsonParseException(json, "The record is larger than this program's memory allows");
        }
    }
}
