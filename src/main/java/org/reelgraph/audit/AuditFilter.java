package org.reelgraph.audit;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.storage.Select;

/** Which entries are asked for: those that everything holds for that is given. */
record AuditFilter(Optional<String> actor, Optional<Long> userId, Optional<Long> apiKeyId, Optional<String> action,
        Optional<String> target, Optional<String> outcome, Optional<String> address, Optional<String> requestId,
        Optional<Instant> from, Optional<Instant> to) {

    /**
     * {@return the filter of an argument}
     *
     * @throws org.reelgraph.graphql.errors.RequestException where a value can't be used
     */
    static AuditFilter of(@Nullable Map<String, Object> input, SchemaAssembly schema) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new AuditFilter(text(given, "actor"), text(given, "user").map(schema.nodes().get("user")::idOf),
                text(given, "apiKey").map(schema.nodes().get("apikey")::idOf), text(given, "action"),
                text(given, "target"), text(given, "outcome"), text(given, "address").map(ClientAddress::normal),
                text(given, "requestId"),
                DateScalars.instant(given, "from"), DateScalars.instant(given, "to"));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable((String) input.get(name));
    }

    Select select() {
        var select = Select.from("audit_log").whereGiven("actor = ?", actor).whereGiven("user_id = ?", userId)
                .whereGiven("api_key_id = ?", apiKeyId).whereGiven("target = ?", target)
                .whereGiven("outcome = ?", outcome).whereGiven("address = ?", address)
                .whereGiven("request_id = ?", requestId).whereGiven("at >= ?", from.map(Instant::toEpochMilli))
                .whereGiven("at <= ?", to.map(Instant::toEpochMilli));
        // An entry of what was refused can be about several actions.
        return action.map(name -> select.where(
                """
                id IN (SELECT id FROM audit_log WHERE action = ? UNION
                  SELECT audit_log.id FROM audit_log, json_each(audit_log.refusals) refusal
                  WHERE audit_log.outcome IN ('REFUSED', 'FAILED') AND json_extract(refusal.value, '$.action') = ?)""",
                name, name)).orElse(select);
    }
}
