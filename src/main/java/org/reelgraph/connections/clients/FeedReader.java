package org.reelgraph.connections.clients;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.reelgraph.connections.clients.Feed.Element;

/** Reads XML that strangers wrote: without document types, so that it can name no file and no other server. */
@Singleton
class FeedReader {

    private static final int MOST_ELEMENTS = 20_000;

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    FeedReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    /** {@return the elements of a document; empty if it isn't XML, or is longer than any answer would be} */
    Optional<Feed> read(byte[] document) {
        var elements = new ArrayList<Element>();
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    if (elements.size() == MOST_ELEMENTS) {
                        return Optional.empty();
                    }
                    elements.add(element(reader));
                }
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
        return Optional.of(new Feed(elements));
    }

    private static Element element(XMLStreamReader reader) {
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new Element(reader.getLocalName(), attributes);
    }
}
