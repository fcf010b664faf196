package org.reelgraph.imports.formats.nfo;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An NFO file: elements one after the other, then perhaps lines of text. So it is no well-formed document as a whole.
 *
 * @param elements the outermost elements
 * @param text     what is outside of them
 */
public record NfoDocument(List<Element> elements, String text) {

    private static final int MOST_BYTES = 8 << 20;
    private static final int DEEPEST = 20;
    private static final int DECLARATION = 200;
    private static final String TEXT = "#text";
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");
    private static final Pattern PROLOG = Pattern.compile("<\\?xml[^>]*\\?>|<!DOCTYPE[^>\\[]*>");

    /**
     * An element.
     *
     * @param members the elements below it by name, as texts, maps or lists of these; attributes begin with {@code @}
     */
    public record Element(String name, Map<String, Object> members) {
    }

    /** Says what is wrong with a file. */
    public static final class Fault extends Exception {

        private Fault(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * {@return the document in a stream}
     *
     * @throws Fault if it isn't one
     */
    public static NfoDocument read(InputStream bytes) throws IOException, Fault {
        var all = bytes.readNBytes(MOST_BYTES + 1);
        if (all.length > MOST_BYTES) {
            throw new Fault("The file is too large: it may have " + (MOST_BYTES >> 20) + " MB.");
        }
        var text = decoded(all);
        try {
            return parsed(PROLOG.matcher(text).replaceAll(" "));
        } catch (XMLStreamException e) {
            throw new Fault("Line " + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + ": this is not XML.");
        }
    }

    private static String decoded(byte[] bytes) throws Fault {
        var beginning = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        var declared = ENCODING.matcher(beginning);
        var name = beginning.startsWith("\u00FE\u00FF") || beginning.startsWith("\u00FF\u00FE")
                ? "UTF-16"
                : declared.find() ? declared.group(1) : "UTF-8";
        try {
            var text = Charset.forName(name).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Fault("It isn't text in " + name + ".");
        }
    }

    // Within an element of our own, several are well-formed. Entities and document types are not allowed in there.
    private static NfoDocument parsed(String text) throws XMLStreamException, Fault {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var xml = factory.createXMLStreamReader(new StringReader("<nfo>" + text + "</nfo>"));
        xml.next();
        var elements = new ArrayList<Element>();
        var rest = new StringBuilder();
        try {
            for (var event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    elements.add(new Element(xml.getLocalName(), members(value(xml, 1))));
                } else if (xml.hasText() && event == XMLStreamConstants.CHARACTERS) {
                    rest.append(xml.getText());
                }
            }
        } catch (XMLStreamException e) {
            // An address has signs that XML has no place for.
            var end = text.lastIndexOf('>') + 1;
            if (elements.isEmpty() && end > 0 || !text.substring(end).contains("://")) {
                throw e;
            }
            rest.append(text.substring(end));
        }
        return new NfoDocument(elements, rest.toString().strip());
    }

    @SuppressWarnings("unchecked") // value() made it
    private static Map<String, Object> members(Object value) {
        return value instanceof Map<?, ?> members
                ? (Map<String, Object>) members
                : new LinkedHashMap<>(Map.of(TEXT, value));
    }

    // A text, or a map if the element has attributes or elements.
    private static Object value(XMLStreamReader xml, int depth) throws XMLStreamException, Fault {
        if (depth > DEEPEST) {
            throw new Fault("Its elements are nested more than " + DEEPEST + " deep.");
        }
        var members = new LinkedHashMap<String, Object>();
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            members.put("@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        var text = new StringBuilder();
        for (var event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                var name = xml.getLocalName();
                add(members, name, value(xml, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        var written = text.toString().strip();
        if (members.isEmpty()) {
            return written;
        }
        if (!written.isEmpty()) {
            members.put(TEXT, written);
        }
        return members;
    }

    @SuppressWarnings("unchecked") // only this method puts lists
    private static void add(Map<String, Object> members, String name, Object value) {
        members.merge(name, value, (before, next) -> {
            var list = before instanceof List<?> several
                    ? (List<Object>) several
                    : new ArrayList<>(List.of(before));
            list.add(next);
            return list;
        });
    }

    /** {@return the values of an element that may be there several times, in order} */
    public static List<Object> all(Map<String, Object> members, String name) {
        return switch (members.get(name)) {
            case null -> List.of();
            case List<?> several -> List.copyOf(several);
            case Object one -> List.of(one);
        };
    }

    /** {@return the text of a value, without its attributes and elements} */
    public static String text(Object value) {
        return value instanceof Map<?, ?> members
                ? members.get(TEXT) instanceof String text ? text : ""
                : value.toString();
    }
}
