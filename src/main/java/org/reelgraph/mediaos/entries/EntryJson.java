package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.records.SpelledJson;

/** The JSON of entries. */
public final class EntryJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    // As JSON.stringify(…, null, 2) has it.
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER).withArrayEmptySeparator("")
            .withObjectEmptySeparator("")).withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    private static final Comparator<JsonNode> AS_NUMBERS = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private EntryJson() {
    }

    /** {@return the object that a text holds, which was written here} */
    public static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonParser parser(String json) throws IOException {
        return factory().createParser(json);
    }

    static JsonGenerator compact(StringWriter into) throws IOException {
        return factory().createGenerator(into);
    }

    static JsonGenerator printer(OutputStream into) throws IOException {
        return factory().createGenerator(into).setPrettyPrinter(PRINTER.createInstance());
    }

    private static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    /** {@return whether two values mean the same, however their numbers are spelled and their members are ordered} */
    public static boolean isSame(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null || other == null ? one == other : one.equals(AS_NUMBERS, other);
    }

    /** Copies the value where a parser stands. */
    static void copy(JsonParser from, JsonGenerator to) throws IOException {
        SpelledJson.copy(from, to);
    }

    static void write(JsonNode value, JsonGenerator to) throws IOException {
        MAPPER.writeTree(to, value);
    }
}
