package org.reelgraph.storage.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.tables.Table;
import org.reelgraph.storage.tables.ValueType;

/**
 * What an archive contains.
 *
 * @param format which form the file has
 * @param origin where its content comes from
 * @param tables its tables, in the order in which they follow each other
 */
public record Manifest(int format, Origin origin, List<Part> tables) {

    /** The form that this program writes. */
    static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * Where an archive comes from.
     *
     * @param program    the program's version
     * @param schema     the number of the last migration that the library has seen
     * @param database   the kind of database
     * @param createdAt  the moment whose state it holds
     * @param secretKeys the ids of the keys that its secrets are encrypted with
     * @param note       what somebody wanted to be said about it; may be empty
     */
    public record Origin(String program, int schema, String database, Instant createdAt, List<String> secretKeys,
            String note) {
    }

    /**
     * A table.
     *
     * @param key      the columns of its primary key
     * @param rows     how many it has
     * @param checksum SHA-256 of all values in the order of the keys
     */
    public record Part(String name, List<Column> columns, List<String> key, long rows, String checksum) {

        /** {@return the table with what it holds} */
        static Part of(Table table, TableSum sum) {
            return new Part(table.name(), table.columns().stream()
                    .map(column -> new Column(column.name(), column.type(), column.isGenerated())).toList(),
                    table.key(), sum.rows(), sum.checksum());
        }

        /** {@return the table; what it refers to stands before it} */
        Table table() {
            return new Table(name, columns.stream()
                    .map(column -> new Table.Column(column.name(), column.type(), column.generated())).toList(), key,
                    Map.of());
        }

        /** {@return what it holds} */
        TableSum sum() {
            return new TableSum(name, rows, checksum);
        }
    }

    /**
     * A column.
     *
     * @param generated whether databases make its values of those of others
     */
    public record Column(String name, ValueType type, boolean generated) {
    }

    /** {@return how many rows there are in all} */
    public long rows() {
        return tables.stream().mapToLong(Part::rows).sum();
    }

    /** {@return it as the file holds it} */
    byte[] bytes() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the manifest that a file holds}
     *
     * @throws JsonProcessingException if it is none
     */
    static Manifest of(byte[] bytes) throws IOException {
        return Optional.ofNullable(MAPPER.readValue(bytes, Manifest.class))
                .orElseThrow(() -> MismatchedInputException.from(null, Manifest.class, "It is null."));
    }
}
