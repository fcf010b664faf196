package org.reelgraph.imports.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies JSON with its numbers as they are spelled. */
public final class SpelledJson {

    /** Looks at each token before it is copied. */
    public interface Check {

        /** Checks the token where a parser stands, so many objects and lists below the value that is copied. */
        void token(JsonParser json, int depth) throws IOException;
    }

    private SpelledJson() {
    }

    /** Copies the value where a parser stands. */
    public static void copy(JsonParser from, JsonGenerator to) throws IOException {
        copy(from, to, (json, depth) -> {
        });
    }

    /** Copies the value where a parser stands. */
    public static void copy(JsonParser from, JsonGenerator to, Check check) throws IOException {
        var depth = 0;
        for (var token = from.currentToken();; token = from.nextToken()) {
            check.token(from, depth);
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                to.writeNumber(from.getText());
            } else {
                to.copyCurrentEvent(from);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0 && token != JsonToken.FIELD_NAME) {
                return;
            }
        }
    }
}
