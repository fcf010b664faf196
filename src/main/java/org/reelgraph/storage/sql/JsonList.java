package org.reelgraph.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of records as a JSON column; an empty list is null. */
public final class JsonList {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private JsonList() {
    }

    /** {@return the list in the form of the column} */
    public static @Nullable String write(List<?> list) {
        try {
            return list.isEmpty() ? null : MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the list in a column} */
    public static <T> List<T> read(@Nullable String json, Class<T> type) {
        try {
            return json == null
                    ? List.of()
                    : MAPPER.readValue(json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
