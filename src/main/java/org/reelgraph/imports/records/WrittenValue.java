package org.reelgraph.imports.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats values for people: as in JSON, but strings without quotes. */
public final class WrittenValue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenValue() {
    }

    /** {@return the value as text} */
    public static String of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> json(object);
            case List<?> list -> json(list);
            // What GraphQL makes of a client's 83.
            case Double number when Double.isFinite(number) -> new BigDecimal(number.toString()).stripTrailingZeros()
                    .toPlainString();
            case null, default -> String.valueOf(value);
        };
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
