package org.reelgraph.exports.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an NFO file: one outermost element with others below it. An element without a value is left out. */
final class NfoElements implements AutoCloseable {

    private static final String INDENT = "\n  ";
    // XML has no place for them, not even escaped.
    private static final Pattern NO_CHARACTER = Pattern
            .compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final OutputStream out;
    private final XMLStreamWriter xml;

    /** @param out closed with this */
    NfoElements(OutputStream out, String root) throws IOException {
        this.out = out;
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement(root);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Writes an element with a text, and attributes as names and values. */
    void text(String name, @Nullable Object value, String... attributes) throws IOException {
        if (value == null) {
            return;
        }
        try {
            start(name, attributes);
            xml.writeCharacters(storable(value.toString()));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void start(String name, String... attributes) throws XMLStreamException {
        xml.writeCharacters(INDENT);
        xml.writeStartElement(name);
        for (var i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], storable(attributes[i + 1]));
        }
    }

    private static String storable(String text) {
        return NO_CHARACTER.matcher(text).replaceAll("");
    }

    void texts(String name, List<String> values) throws IOException {
        for (var value : values) {
            text(name, value);
        }
    }

    /** Writes an element with elements of texts below it, given as names and values. */
    void below(String name, List<String> attributes, @Nullable Object... namesAndValues) throws IOException {
        try {
            start(name, attributes.toArray(String[]::new));
            for (var i = 0; i < namesAndValues.length; i += 2) {
                text(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
