package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kind of Tautulli API response in a file, and what it is about.
 *
 * @param members members that identify the item described, or the first item of a list
 * @param message Tautulli's error message
 */
record ApiAnswer(Kind kind, Map<String, String> members, String message) {

    /** The kinds of responses. */
    enum Kind {
        /** An error, with Tautulli's message. */
        ERROR,
        /** A success without data, which Tautulli returns if it can't reach Plex. */
        EMPTY,
        /** The library sections of a server. */
        LIBRARIES,
        /** Rows of a section. */
        LIST,
        /** A single item. */
        METADATA,
        /** The seasons of a show, or the episodes of a season. */
        CHILDREN,
        /** An empty list of children. */
        NO_CHILDREN,
        /** Anything else, such as the watch history. */
        OTHER
    }

    static final String KEY = "rating_key";
    static final String SECTION = "section_id";

    private static final Set<String> OF_MEDIA = Set.of("movie", "show");
    private static final Set<String> PASSED_OVER = Set.of("artist", "album", "track", "photo", "photo_album", "clip");
    private static final String CHILDREN = "children_list";
    private static final Set<String> LISTS = Set.of("data", CHILDREN);
    private static final String PARENT = "parent_rating_key";
    private static final String SECTION_NAME = "section_name";
    private static final String SECTION_TYPE = "section_type";
    // Other commands return rows about the same items: users, what they watched, or sections with the item last
    // watched.
    private static final Set<String> OF_OTHER_ROWS = Set.of("user", "user_id", "friendly_name", "watched_status",
            "row_id", SECTION_NAME);
    private static final Set<String> TELLING = Set.of(KEY, SECTION, "media_type", PARENT, "grandparent_rating_key",
            SECTION_TYPE);

    /** {@return whether items of this type are movies or shows} */
    static boolean isOfMedia(String type) {
        return OF_MEDIA.contains(type);
    }

    /** {@return whether Reelgraph has no items of this type, so that they are ignored} */
    static boolean isPassedOver(String type) {
        return PASSED_OVER.contains(type);
    }

    /** {@return the rating key of the described item; empty if it is absent} */
    String key() {
        return member(KEY);
    }

    /** {@return the type of the item, or of a list's first item} */
    String type() {
        return member("media_type");
    }

    /** {@return the rating key of the parent of the item, or of a list's items} */
    String parent() {
        return member(PARENT);
    }

    /** {@return the rating key of the show that the episodes belong to} */
    String grandparent() {
        return member("grandparent_rating_key");
    }

    private String member(String name) {
        return members.getOrDefault(name, "");
    }

    /** {@return the response in a file; only as much of it is read as necessary} */
    static ApiAnswer of(SourceFile file) throws IOException {
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            return enter(json, "response") ? response(json) : of(Kind.OTHER);
        }
    }

    private static ApiAnswer of(Kind kind) {
        return new ApiAnswer(kind, Map.of(), "");
    }

    /**
     * Moves to the object or list with this name in the object that starts here.
     *
     * @return whether it exists
     */
    static boolean enter(JsonParser json, String name) throws IOException {
        if (json.currentToken() == null) {
            json.nextToken();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var isMeant = json.currentName().equals(name);
            if (json.nextToken().isStructStart() && isMeant) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    private static ApiAnswer response(JsonParser json) throws IOException {
        var result = "";
        var message = "";
        var answer = of(Kind.EMPTY);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "result" -> result = scalar(json);
                case "message" -> message = scalar(json);
                case "data" -> answer = data(json);
                default -> json.skipChildren();
            }
        }
        return result.equals("error") ? new ApiAnswer(Kind.ERROR, Map.of(), message) : answer;
    }

    private static ApiAnswer data(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> of(Kind.EMPTY);
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var first = first(json);
                yield of(first.isEmpty()
                        ? Kind.EMPTY
                        : first.get().containsKey(SECTION_TYPE) ? Kind.LIBRARIES : Kind.OTHER);
            }
            default -> of(Kind.OTHER);
        };
    }

    private static ApiAnswer object(JsonParser json) throws IOException {
        var kind = Kind.EMPTY;
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
                var first = first(json);
                return rest(json, new ApiAnswer(kindOf(name, first), first.orElse(Map.of()), ""));
            }
            kind = name.equals(KEY) || kind == Kind.METADATA ? Kind.METADATA : Kind.OTHER;
            note(name, json, members);
        }
        return new ApiAnswer(kind, members, "");
    }

    private static Kind kindOf(String list, Optional<Map<String, String>> first) {
        if (list.equals(CHILDREN)) {
            return first.isEmpty() ? Kind.NO_CHILDREN : Kind.CHILDREN;
        }
        return first.isPresent() && first.get().keySet().stream().anyMatch(OF_OTHER_ROWS::contains)
                ? Kind.OTHER
                : Kind.LIST;
    }

    // Nothing after the list matters.
    private static ApiAnswer rest(JsonParser json, ApiAnswer answer) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            json.nextToken();
            json.skipChildren();
        }
        return answer;
    }

    // The first object of a list that names its parent or, if none does, the first object; the entry "all episodes" has
    // no parent.
    private static Optional<Map<String, String>> first(JsonParser json) throws IOException {
        var first = Optional.<Map<String, String>>empty();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT || first.filter(ApiAnswer::tellsParent).isPresent()) {
                first = first.or(() -> Optional.of(Map.of()));
                json.skipChildren();
                continue;
            }
            var members = members(json);
            if (first.filter(before -> !before.isEmpty()).isEmpty() || tellsParent(members)) {
                first = Optional.of(members);
            }
        }
        return first;
    }

    private static boolean tellsParent(Map<String, String> members) {
        return !members.getOrDefault(PARENT, "").isEmpty();
    }

    /** {@return the identifying members of the object that starts here; moves to its end} */
    static Map<String, String> members(JsonParser json) throws IOException {
        var members = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            note(name, json, members);
        }
        return members;
    }

    private static void note(String name, JsonParser json, Map<String, String> members) throws IOException {
        if (TELLING.contains(name) || OF_OTHER_ROWS.contains(name)) {
            members.put(name, scalar(json));
        } else {
            json.skipChildren();
        }
    }

    private static String scalar(JsonParser json) throws IOException {
        var text = json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL
                ? json.getText()
                : "";
        json.skipChildren();
        return text;
    }
}
