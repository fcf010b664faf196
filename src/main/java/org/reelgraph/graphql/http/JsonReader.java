package org.reelgraph.graphql.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Parses JSON into maps, lists, strings and numbers in one pass, and reports the memory of each value before the next
 * is created.
 */
public final class JsonReader {

    static final int LONGEST_STRING = 4_000_000;
    static final int DEEPEST = 1_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES).streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST).maxStringLength(LONGEST_STRING).build())
            .build();

    // Bytes that a value uses until the request ends: as parsed, as an argument, and as part of a record.
    private static final int VALUE = 48;
    private static final int LIST = 160;
    private static final int OBJECT = 320;
    private static final int MEMBER = 96;

    /** Receives the memory use of each value. */
    public interface Meter {

        /**
         * @param bytes approximate memory use of a value
         * @throws RequestException if it is too much
         */
        void value(long bytes);
    }

    /** An object has two members of one name. */
    public static final class DuplicateMemberException extends IOException {

        private static final int LONGEST_SHOWN = 60;

        private DuplicateMemberException(String name) {
            super("An object has the member '" + name.substring(0, Math.min(LONGEST_SHOWN, name.length()))
                    + "' more than once");
        }
    }

    private final JsonParser parser;
    private final Meter meter;
    private final Deque<Object> open = new ArrayDeque<>();

    private JsonReader(JsonParser parser, Meter meter) {
        this.parser = parser;
        this.meter = meter;
    }

    /**
     * {@return the single value of a UTF-8 text}
     *
     * @throws IOException if the text is not well-formed
     */
    public static @Nullable Object read(InputStream text, Meter meter) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, meter).read();
        }
    }

    private @Nullable Object read() throws IOException {
        var root = value(needed(parser.nextToken()));
        while (!open.isEmpty()) {
            var token = needed(parser.nextToken());
            switch (token) {
                case END_OBJECT, END_ARRAY -> open.pop();
                case FIELD_NAME -> {
                }
                default -> add(value(token));
            }
        }
        if (parser.nextToken() != null) {
            throw new IOException("More than one value");
        }
        return root;
    }

    private static JsonToken needed(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new IOException("The text ends too soon");
        }
        return token;
    }

    // A container is pushed before it is added, so it is popped here to add it to its parent.
    @SuppressWarnings("unchecked")
    private void add(@Nullable Object value) throws IOException {
        var container = value instanceof Map || value instanceof List ? open.pop() : null;
        switch (open.peek()) {
            case Map<?, ?> object -> put((Map<String, Object>) object, parser.currentName(), value);
            case List<?> list -> ((List<Object>) list).add(value);
            case null, default -> throw new IOException("A value stands alone");
        }
        if (container != null) {
            open.push(container);
        }
    }

    // One reader of the request could take the first one, another the last one.
    private static void put(Map<String, Object> object, String name, @Nullable Object value) throws IOException {
        var known = object.size();
        object.put(name, value);
        if (object.size() == known) {
            throw new DuplicateMemberException(name);
        }
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        var member = open.peek() instanceof Map ? MEMBER : 0;
        return switch (token) {
            case START_OBJECT -> opened(new LinkedHashMap<>(), OBJECT + member);
            case START_ARRAY -> opened(new ArrayList<>(0), LIST + member);
            case VALUE_STRING -> string(member);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> metered(number(), VALUE + member);
            case VALUE_TRUE -> metered(Boolean.TRUE, VALUE + member);
            case VALUE_FALSE -> metered(Boolean.FALSE, VALUE + member);
            default -> metered(null, VALUE + member);
        };
    }

    private Object opened(Object container, int bytes) {
        meter.value(bytes);
        open.push(container);
        return container;
    }

    private @Nullable Object string(int member) throws IOException {
        var text = parser.getText();
        return metered(text, VALUE + member + 2L * text.length());
    }

    private <T> @Nullable T metered(@Nullable T value, long bytes) {
        meter.value(bytes);
        return value;
    }

    // A number out of the range of a double would become infinite, which JSON can't express.
    private Number number() throws IOException {
        var number = parser.getNumberValue();
        if (number instanceof Double value && value.isInfinite()) {
            throw new IOException("A number is too large");
        }
        return number;
    }
}
