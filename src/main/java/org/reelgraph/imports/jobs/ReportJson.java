package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** The lists of a record's report as JSON columns; an empty list is null. */
final class ReportJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {
    }

    static @Nullable String write(List<?> list) {
        try {
            return list.isEmpty() ? null : MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static <T> List<T> read(@Nullable String json, Class<T> type) {
        try {
            return json == null
                    ? List.of()
                    : MAPPER.readValue(json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
