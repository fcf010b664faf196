package org.reelgraph.mediaos.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What there was of an entry, in the form in which it is kept.
 *
 * @param position its place in the file
 * @param row      the row that it was; null if it was none
 * @param json     the entry as it stood in its file; null if it wasn't kept
 * @param members  what the row meant, with secrets encrypted; null if there was no row
 */
record EntryState(int position, @Nullable Long row, @Nullable String json, @Nullable String members) {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** {@return the state that was written as this text} */
    static EntryState of(String text) {
        try {
            return MAPPER.readValue(text, EntryState.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The state of an entry can't be read", e);
        }
    }

    /** {@return it as a text} */
    String text() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The state of an entry can't be written", e);
        }
    }

    /** {@return whether it was kept just as it was, without a row} */
    boolean isAsItIs() {
        return json != null && row == null;
    }
}
