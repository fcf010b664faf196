package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a response of Plex Media Server's API is about.
 *
 * @param isList whether it lists items, which then lack some of their people and tags, and doesn't describe each
 */
record PlexAnswer(boolean isList, List<Item> items) {

    /**
     * An item in a response.
     *
     * @param type        as Plex calls it; empty if it has none
     * @param parent      the rating key of the season of an episode, or of the show of a season; empty if it has none
     * @param grandparent the rating key of the show of an episode; empty if it has none
     */
    record Item(String type, String key, String parent, String grandparent) {
    }

    /** The name of the object that surrounds every response. */
    static final String CONTAINER = "MediaContainer";
    /** Where the items are. */
    static final List<String> ITEMS = List.of(CONTAINER, "Metadata");
    static final String TYPE = "type";
    static final String KEY = "ratingKey";
    static final String PARENT = "parentRatingKey";
    static final String GRANDPARENT = "grandparentRatingKey";

    private static final Set<String> TELLING = Set.of(TYPE, KEY, PARENT, GRANDPARENT);
    // Only lists say how they are to be shown.
    private static final String SHOWN_AS = "viewGroup";

    /** {@return the response in a file} */
    static PlexAnswer of(SourceFile file) throws IOException {
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            var items = new ArrayList<Item>();
            var isList = false;
            if (ApiAnswer.enter(json, CONTAINER)) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    isList |= name.equals(SHOWN_AS);
                    if (json.nextToken() == JsonToken.START_ARRAY && name.equals(ITEMS.getLast())) {
                        addItems(json, items);
                    } else {
                        json.skipChildren();
                    }
                }
            }
            return new PlexAnswer(isList, items);
        }
    }

    private static void addItems(JsonParser json, List<Item> items) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                items.add(item(json));
            } else {
                json.skipChildren();
            }
        }
    }

    private static Item item(JsonParser json) throws IOException {
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (json.nextToken().isScalarValue() && TELLING.contains(name)) {
                members.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return new Item(members.getOrDefault(TYPE, ""), members.getOrDefault(KEY, ""),
                members.getOrDefault(PARENT, ""), members.getOrDefault(GRANDPARENT, ""));
    }
}
