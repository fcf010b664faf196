package org.reelgraph.exports.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the members of JSON objects. A member without a value, or with an empty list, is left out. */
final class JsonFields implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonGenerator json;

    /** Writes an object. */
    @FunctionalInterface
    interface Body {
        void write() throws IOException;
    }

    /** Writes an object for each item of a list. */
    @FunctionalInterface
    interface ItemBody<T> {
        void write(T item) throws IOException;
    }

    /** @param out closed with this */
    JsonFields(OutputStream out) throws IOException {
        json = JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** Writes an object that is no member. */
    void object(Body body) throws IOException {
        json.writeStartObject();
        body.write();
        json.writeEndObject();
    }

    /** Begins a list that is no member. */
    void beginList() throws IOException {
        json.writeStartArray();
    }

    /** Ends that list. */
    void endList() throws IOException {
        json.writeEndArray();
    }

    /** Writes a text, or what is written as one, such as a day. */
    void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    void number(String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    void number(String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** Writes JSON as it is. */
    void json(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(value);
        }
    }

    void texts(String name, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (var value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    void object(String name, Body body) throws IOException {
        json.writeObjectFieldStart(name);
        body.write();
        json.writeEndObject();
    }

    <T> void objects(String name, List<T> items, ItemBody<T> body) throws IOException {
        if (!items.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (var item : items) {
                object(() -> body.write(item));
            }
            json.writeEndArray();
        }
    }

    /** Ends the last line and closes the stream. */
    @Override
    public void close() throws IOException {
        if (json.getOutputContext().hasCurrentIndex()) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
