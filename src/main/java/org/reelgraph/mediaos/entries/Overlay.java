package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What an entry says once its meaning has changed: members whose meaning is another are replaced, added or removed, and
 * everything else stays as it is.
 *
 * @param before  what the entry means
 * @param now     what it is to mean
 * @param lasting members that stay even if there is nothing for them any more
 */
record Overlay(ObjectNode before, ObjectNode now, Set<String> lasting) {

    /** {@return whether nothing changes} */
    boolean isNothing() {
        return EntryJson.isSame(before, now);
    }

    /** {@return what an entry says then} */
    String over(String json) {
        var text = new StringWriter();
        try (var original = EntryJson.parser(json); var out = EntryJson.compact(text)) {
            original.nextToken();
            write(original, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes what the entry where a parser stands says then. */
    void write(JsonParser original, JsonGenerator out) throws IOException {
        var there = new HashSet<String>();
        out.writeStartObject();
        while (original.nextToken() != JsonToken.END_OBJECT) {
            var name = original.currentName();
            original.nextToken();
            there.add(name);
            member(name, original, out);
        }
        for (var member : now.properties()) {
            if (!there.contains(member.getKey())
                    && !EntryJson.isSame(before.get(member.getKey()), member.getValue())) {
                out.writeFieldName(member.getKey());
                EntryJson.write(member.getValue(), out);
            }
        }
        out.writeEndObject();
    }

    private void member(String name, JsonParser original, JsonGenerator out) throws IOException {
        var old = before.get(name);
        var value = now.get(name);
        if (EntryJson.isSame(old, value) || value == null && lasting.contains(name)) {
            out.writeFieldName(name);
            EntryJson.copy(original, out);
        } else if (value == null) {
            original.skipChildren();
        } else if (old instanceof ObjectNode from && value instanceof ObjectNode to
                && original.currentToken() == JsonToken.START_OBJECT) {
            out.writeFieldName(name);
            new Overlay(from, to, Set.of()).write(original, out);
        } else {
            original.skipChildren();
            out.writeFieldName(name);
            EntryJson.write(value, out);
        }
    }
}
