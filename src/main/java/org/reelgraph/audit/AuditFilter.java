package org.reelgraph.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.schema.DateScalars;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.HasMember;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/** Selects entries: every condition that is given has to hold. */
record AuditFilter(Optional<String> actor, Optional<Long> userId, Optional<Long> apiKeyId, Optional<String> action,
        Optional<String> target, Optional<String> outcome, Optional<String> address, Optional<String> requestId,
        Optional<Instant> from, Optional<Instant> to) {

    private static final String TABLE = "audit_log";

    /**
     * {@return the filter of an argument}
     *
     * @throws org.reelgraph.graphql.errors.RequestException if a value can't be used
     */
    static AuditFilter of(@Nullable Map<String, Object> input, SchemaAssembly schema) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new AuditFilter(text(given, "actor"), text(given, "user").map(schema.nodeOf("user")::idOf),
                text(given, "apiKey").map(schema.nodeOf("apikey")::idOf), text(given, "action"),
                text(given, "target"), text(given, "outcome"), text(given, "address").map(ClientAddress::normal),
                text(given, "requestId"),
                DateScalars.instant(given, "from"), DateScalars.instant(given, "to"));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable((String) input.get(name));
    }

    Select select() {
        var select = Select.from(TABLE).whereEqual("actor", actor).whereEqual("user_id", userId)
                .whereEqual("api_key_id", apiKeyId).whereEqual("target", target)
                .whereEqual("outcome", outcome)
                .whereGiven(outcome.filter(each -> !each.equals(Outcome.SUCCESS.name())),
                        each -> AuditRepository.UNSUCCESSFUL)
                .whereEqual("address", address)
                .whereEqual("request_id", requestId)
                .whereGiven(from, at -> new Comparison("at", Operator.GREATER_OR_EQUAL, at.toEpochMilli()))
                .whereGiven(to, at -> new Comparison("at", Operator.LESS_OR_EQUAL, at.toEpochMilli()));
        return select.whereGiven(action, AuditFilter::isAbout);
    }

    // An entry about refusals can have several actions.
    private static Condition isAbout(String action) {
        return new In("id", List.of(new Subquery("id", TABLE, Condition.equal("action", action)),
                new Subquery("id", TABLE, Condition.all(List.of(
                        AuditRepository.UNSUCCESSFUL,
                        new HasMember("refusals", "action", action))))));
    }
}
