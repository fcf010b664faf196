package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What kind of answer of Tautulli's API a file holds, and what it is about.
 *
 * @param key       the item that metadata describe, or whose children are listed; empty where the answer doesn't say
 * @param mediaType of what metadata describe
 * @param message   what Tautulli says of an error
 */
record ApiAnswer(Kind kind, String key, String mediaType, String message) {

    /** The kinds of answers. */
    enum Kind {
        /** An error, in its own words. */
        ERROR,
        /** Success, and nothing else: what Tautulli answers where Plex can't be reached. */
        EMPTY,
        /** The sections of a server. */
        LIBRARIES,
        /** Rows of a section. */
        LIST,
        /** One item. */
        METADATA,
        /** The seasons of a show, or the episodes of a season. */
        CHILDREN,
        /** Something else. */
        OTHER
    }

    private static final Set<String> TYPES = Set.of("movie", "show");

    /** {@return whether it describes a movie or a show} */
    boolean isOfMedia() {
        return kind == Kind.METADATA && TYPES.contains(mediaType);
    }

    /** {@return the answer in a file, of which no more than that is looked at} */
    static ApiAnswer of(SourceFile file) throws IOException {
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            return enter(json, "response") ? response(json) : new ApiAnswer(Kind.OTHER, "", "", "");
        }
    }

    /** Moves to the object or list of this name in the object that begins; returns whether there is one. */
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
        var answer = new ApiAnswer(Kind.EMPTY, "", "", "");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            switch (name) {
                case "result" -> result = json.getText();
                case "message" -> message = token == JsonToken.VALUE_NULL ? "" : json.getText();
                case "data" -> answer = data(json);
                default -> json.skipChildren();
            }
        }
        return result.equals("error") ? new ApiAnswer(Kind.ERROR, "", "", message) : answer;
    }

    private static ApiAnswer data(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return new ApiAnswer(Kind.LIBRARIES, "", "", "");
        }
        var kind = Kind.EMPTY;
        var key = "";
        var type = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (name.equals("data") && token == JsonToken.START_ARRAY) {
                kind = Kind.LIST;
            } else if (name.equals("children_list") && token == JsonToken.START_ARRAY) {
                kind = Kind.CHILDREN;
                key = parent(json);
            } else if (name.equals("rating_key") && kind == Kind.EMPTY) {
                kind = Kind.METADATA;
                key = json.getText();
            } else if (name.equals("media_type")) {
                type = json.getText();
            }
            json.skipChildren();
        }
        return new ApiAnswer(kind, key, type, "");
    }

    // The list itself doesn't say whose children it holds.
    private static String parent(JsonParser json) throws IOException {
        var parent = "";
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var isParent = json.currentName().equals("parent_rating_key");
                json.nextToken();
                if (isParent && parent.isEmpty()) {
                    parent = json.getText();
                }
                json.skipChildren();
            }
        }
        return parent;
    }
}
