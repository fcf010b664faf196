package org.reelgraph.audit;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;

/**
 * Does what somebody asks for and records it in the same transaction, so that afterwards both are there or neither. If
 * the caller has lost the permission since the request came in, the transaction is refused.
 */
@Singleton
public class AuditTrail {

    private static final int LONGEST = 300;

    private final AuditStore entries;
    private final AuditRepository known;
    private final CredentialCheck credentials;
    private final Ids ids;
    private final Clock clock;

    AuditTrail(AuditStore entries, AuditRepository known, CredentialCheck credentials, Ids ids, Clock clock) {
        this.entries = entries;
        this.credentials = credentials;
        this.ids = ids;
        this.clock = clock;
        this.known = known;
    }

    // The trail is read in the order of its ids, and the clock may have been set back since the last start.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void start(StartupEvent started) {
        ids.continueAfter(known.newestId());
    }

    /**
     * Does something that somebody asked for: checks that they still have the permission, adds the entry and does the
     * work. Needs the writer's transaction.
     *
     * @param  action the mutation's field
     * @param  target global id of what it is done to
     * @param  label  its name; never a secret
     * @return        the result of the work
     * @throws org.reelgraph.graphql.errors.RequestException if the actor no longer has the permission; nothing is done
     *                                                       then
     */
    public <T> T within(Actor who, String action, @Nullable String target, @Nullable String label, Supplier<T> work) {
        who.viewer().ifPresent(credentials::check);
        // Before the work, which may remove the actor.
        add(who, action, Outcome.SUCCESS, target, label);
        return work.get();
    }

    /**
     * Does something that somebody asked for, of which only the result tells whether it is worth an entry. Needs the
     * writer's transaction.
     *
     * @param  label what was done; empty to add no entry
     * @return       the result of the work
     * @throws org.reelgraph.graphql.errors.RequestException if the actor no longer has the permission; nothing is done
     *                                                       then
     */
    public <T> T within(Actor who, String action, Supplier<T> work, Function<T, Optional<String>> label) {
        who.viewer().ifPresent(credentials::check);
        var result = work.get();
        label.apply(result).ifPresent(text -> add(who, action, Outcome.SUCCESS, null, text));
        return result;
    }

    /**
     * Does something that somebody asked for, of which only the result tells what it was done to. Needs the writer's
     * transaction.
     *
     * @return the result of the work
     * @throws org.reelgraph.graphql.errors.RequestException if the actor no longer has the permission; nothing is done
     *                                                       then
     */
    public <T> T within(Actor who, String action, Supplier<T> work, Function<T, String> target,
            Function<T, String> label) {
        who.viewer().ifPresent(credentials::check);
        var result = work.get();
        add(who, action, Outcome.SUCCESS, target.apply(result), label.apply(result));
        return result;
    }

    /**
     * Records something that the program does by itself. Needs the writer's transaction.
     *
     * @throws IllegalArgumentException if a session or key acts, since that has to be checked
     */
    public void record(Actor program, String action, Outcome outcome, @Nullable String target,
            @Nullable String label) {
        if (program.viewer().isPresent()) {
            throw new IllegalArgumentException("Something that somebody asks for is done by within(…).");
        }
        add(program, action, outcome, target, label);
    }

    /** {@return when a command last did one of these, as far as the entries are kept} */
    public Optional<Instant> lastByCommand(Collection<String> actions) {
        return known.lastByCommand(JsonArray.of(actions)).map(Instant::ofEpochMilli);
    }

    private void add(Actor who, String action, Outcome outcome, @Nullable String target, @Nullable String label) {
        entries.add(new AuditEntry(ids.next(), clock.instant(), who.kind(), who.userId(), who.apiKeyId(), action,
                target, label == null || label.isBlank() ? null : label.substring(0, Math.min(label.length(), LONGEST)),
                outcome, 1, null, who.address(), who.requestId()));
    }
}
