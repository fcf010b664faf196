package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a later run of an import needs to go on.
 *
 * @param stage     how far it is
 * @param files     the state of the files that were read so far
 * @param known     which records come first; null if they come in their order
 * @param objection a remark about how it ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Checkpoint(Stage stage, @Nullable String files, @Nullable String known, @Nullable String objection) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The stages of an import. */
    enum Stage {
        /** Records are read and written. */
        READING,
        /** Everything is written, and what is missing is removed. */
        SETTLED
    }

    static Checkpoint inOrder(String files) {
        return new Checkpoint(Stage.READING, files, null, null);
    }

    static Checkpoint knownFirst(String files, BitSet known) {
        return new Checkpoint(Stage.READING, files, Base64.getEncoder().encodeToString(known.toByteArray()), null);
    }

    static Checkpoint settled(Optional<String> objection) {
        return new Checkpoint(Stage.SETTLED, null, null, objection.orElse(null));
    }

    /** {@return which records come first; empty if they come in their order} */
    Optional<BitSet> knownRecords() {
        return Optional.ofNullable(known).map(text -> BitSet.valueOf(Base64.getDecoder().decode(text)));
    }

    String text() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Checkpoint read(String text) {
        try {
            return MAPPER.readValue(text, Checkpoint.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether everything is written} */
    static boolean isSettled(@Nullable String text) {
        return text != null && read(text).stage() == Stage.SETTLED;
    }
}
