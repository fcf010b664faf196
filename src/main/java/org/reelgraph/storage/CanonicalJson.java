package org.reelgraph.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects as one text each, with sorted names, so that equal objects are equal texts. */
public final class CanonicalJson {

    /** The longest text of an object that is taken, in bytes of UTF-8. */
    public static final int LONGEST = 65_536;

    private static final int BYTES_PER_CHARACTER = 3;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private CanonicalJson() {
    }

    /** {@return the object as text} */
    public static String write(Map<?, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the object that a text of {@link #write(Map)} holds} */
    @SuppressWarnings("unchecked") // write() was given a map
    public static Map<String, Object> read(String json) {
        try {
            return MAPPER.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return whether a text is longer than is taken} */
    public static boolean isTooLong(String json) {
        return json.length() > LONGEST || (long) json.length() * BYTES_PER_CHARACTER > LONGEST
                && json.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }

    /** {@return the first object with the members of the second in the place of its own} */
    public static String merge(String first, String second) {
        var merged = new LinkedHashMap<>(read(first));
        merged.putAll(read(second));
        return write(merged);
    }
}
