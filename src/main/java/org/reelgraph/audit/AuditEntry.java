package org.reelgraph.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;
import org.reelgraph.storage.sql.JsonList;

/**
 * Something that was done, or all that was refused to one caller within a minute.
 *
 * @param at           when; if there were several, the first time
 * @param action       the mutation, or what else was done; if there were several, the first
 * @param target       global id of what it was done to
 * @param label        what that was called, or how it ended
 * @param count        how often
 * @param refusalsJson what was refused and how often, the most frequent first, as a {@link JsonList}
 */
@MappedEntity("audit_log")
@GeneratedBuilder
public record AuditEntry(@Id long id, @MappedProperty(converter = InstantColumn.class) Instant at, Actor.Kind actor,
        @Nullable Long userId, @Nullable Long apiKeyId, String action, @Nullable String target,
        @Nullable String label, Outcome outcome, int count,
        @Nullable @MappedProperty("refusals") String refusalsJson, @Nullable String address,
        @Nullable String requestId) {

    /** How it ended. */
    public enum Outcome {
        SUCCESS, REFUSED, FAILED
    }

    /**
     * Refusals of one action with one code.
     *
     * @param code an error's code or that of a user error
     */
    public record Refusal(String action, String code, int count) {
    }

    /** {@return what was refused and how often, the most frequent first} */
    public List<Refusal> refusals() {
        return JsonList.read(refusalsJson, Refusal.class);
    }
}
