package org.reelgraph.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;
import org.reelgraph.verification.checks.Thresholds;

/** Reads what verifications demand. */
@Singleton
class ThresholdReader {

    static final String FIND = "SELECT min_duration_seconds, min_bitrates, allowed_containers FROM verification_settings";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Statements statements;

    ThresholdReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return what is set} */
    Thresholds.Own find() {
        return Rows.read(statements, FIND, List.of(), ThresholdReader::read).stream().findFirst()
                .orElse(Thresholds.Own.NONE);
    }

    static Thresholds.Own read(ResultSet row) throws SQLException {
        return new Thresholds.Own(Optional.ofNullable(Rows.integer(row, 1)),
                json(Rows.textOrNull(row, 2), new TypeReference<TreeMap<Integer, Integer>>() {
                }).map(bitrates -> bitrates), json(Rows.textOrNull(row, 3), new TypeReference<>() {
                }));
    }

    private static <T> Optional<T> json(@Nullable String text, TypeReference<T> type) {
        try {
            return text == null ? Optional.empty() : Optional.of(MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return an object or a list in the form of its column} */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
