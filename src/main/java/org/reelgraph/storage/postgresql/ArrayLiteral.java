package org.reelgraph.storage.postgresql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Arrays as PostgreSQL writes them in texts: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO. */
final class ArrayLiteral {

    private static final JsonFactory JSON = new JsonFactory();

    private ArrayLiteral() {
    }

    /** {@return a JSON array of numbers and texts as an array} */
    static String of(String json) {
        return json.indexOf('"') < 0 ? ofNumbers(json) : ofTexts(json);
    }

    private static String ofNumbers(String json) {
        return "{" + json.substring(1, json.length() - 1) + "}";
    }

    private static String ofTexts(String json) {
        var array = new StringBuilder(json.length() + 16).append('{');
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                append(array.append(array.length() > 1 ? ",\"" : "\""), parser.getText());
                array.append('"');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return array.append('}').toString();
    }

    private static void append(StringBuilder array, String text) {
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                array.append('\\');
            }
            array.append(letter);
        }
    }
}
