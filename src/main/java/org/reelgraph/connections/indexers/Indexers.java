package org.reelgraph.connections.indexers;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.SecretInput;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.health.HealthLog;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** Creates, changes and deletes indexers. */
@Singleton
class Indexers {

    private static final int MAX = 500;

    /** The indexer after a change, or why nothing was changed: errors have paths within the draft. */
    record Changed(Optional<Indexer> indexer, List<UserError> errors) {

        static Changed refused(List<UserError> errors) {
            return new Changed(Optional.empty(), errors);
        }
    }

    private final IndexerStore store;
    private final IndexerSecrets secrets;
    private final IndexerCheck check;
    private final HealthLog health;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Indexers(IndexerStore store, IndexerSecrets secrets, IndexerCheck check, HealthLog health,
            WriteTransactions transactions, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.check = check;
        this.health = health;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@return the new indexer, or what is wrong with the draft} */
    Changed create(Actor who, IndexerDraft draft) {
        return transactions.within(() -> {
            var errors = new ArrayList<>(check.check(draft));
            errors.addAll(check.unusable(draft));
            var all = store.findAll();
            check.takenName(draft, Optional.empty(), all).ifPresent(errors::add);
            if (errors.isEmpty() && all.size() >= MAX) {
                errors.add(UserError.of(UserErrorCode.TOO_MANY).at().saying("There can be at most " + MAX
                        + " indexers. Delete one that is no longer needed."));
            }
            return errors.isEmpty() ? new Changed(Optional.of(add(who, draft)), List.of()) : Changed.refused(errors);
        });
    }

    /** {@return the new indexer} Needs the writer's transaction, and a draft that was checked. */
    Indexer add(Actor who, IndexerDraft draft) {
        var now = clock.instant();
        var blank = IndexerBuilder.builder().id(ids.next()).name(draft.name()).kind(draft.kind())
                .enabled(draft.enabled()).apiKey("").priority(draft.priority()).createdAt(now).updatedAt(now).build();
        var indexer = secrets.sealed(with(draft, blank), draft.apiKey());
        return audit.within(who.needing(Role.ADMIN), "createIndexer", indexer.globalId(), indexer.name(),
                () -> store.save(indexer));
    }

    private Indexer with(IndexerDraft draft, Indexer indexer) {
        return IndexerBuilder.builder(indexer).name(draft.name()).kind(draft.kind())
                .managedBy(draft.managedBy().orElse(null)).enabled(draft.enabled())
                .baseUrl(draft.baseUrl().orElse(null)).priority(draft.priority()).updatedAt(clock.instant()).build();
    }

    /** {@return what was decided about an indexer, with this key} */
    static IndexerDraft draft(Indexer indexer, Optional<String> key) {
        return new IndexerDraft(indexer.name(), indexer.kind(), Optional.ofNullable(indexer.managedBy()),
                indexer.enabled(), Optional.ofNullable(indexer.baseUrl()), key, indexer.priority());
    }

    /**
     * {@return the changed indexer, or what is wrong with the change}
     *
     * @param change   makes a draft of what was decided before
     * @param givesKey whether the change decides about the key
     */
    Changed update(Actor who, long id, UnaryOperator<IndexerDraft> change, boolean givesKey) {
        return transactions.within(() -> store.findById(id).map(before -> update(who, before,
                change.apply(draft(before, secrets.find(before))), givesKey))
                .orElseGet(() -> Changed.refused(List.of(unknown()))));
    }

    private Changed update(Actor who, Indexer before, IndexerDraft draft, boolean givesKey) {
        var lost = !givesKey && secrets.isLost(before);
        var errors = new ArrayList<>(check.check(draft));
        // What MediaOS had stays as it is, unless it is changed.
        check.unusable(draft).stream()
                .filter(error -> !error.path().contains("priority") || draft.priority() != before.priority())
                .filter(error -> !error.path().contains("apiKey") || !lost).forEach(errors::add);
        check.takenName(draft, Optional.of(before.id()), store.findAll()).ifPresent(errors::add);
        if (errors.isEmpty() && !givesKey && (lost || draft.apiKey().isPresent())) {
            move(before, draft).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            return Changed.refused(errors);
        }
        // The next address may be another server's, which isn't told the key of this one.
        var after = !givesKey && isElsewhere(before, draft)
                ? replace(who, before, IndexerDraftBuilder.builder(draft).apiKey(Optional.empty()).build(), true)
                : replace(who, before, draft, !lost);
        return new Changed(Optional.of(after), List.of());
    }

    private static Optional<UserError> move(Indexer before, IndexerDraft draft) {
        return Optional.ofNullable(before.baseUrl()).flatMap(known -> draft.baseUrl()
                .flatMap(url -> SecretInput.errorOfMove(known, url, List.of("apiKey"))));
    }

    /** {@return the changed indexer} Needs the writer's transaction, and a draft that was checked. */
    Indexer replace(Actor who, Indexer before, IndexerDraft draft, boolean withKey) {
        var changed = with(draft, before);
        var after = withKey ? secrets.sealed(changed, draft.apiKey()) : changed;
        return audit.within(who.needing(Role.ADMIN), "updateIndexer", after.globalId(), after.name(), () -> {
            if (isElsewhere(before, draft)) {
                health.forget(List.of(after.id()));
            }
            return store.update(after);
        });
    }

    // What is known of the server before says nothing about another one.
    private static boolean isElsewhere(Indexer before, IndexerDraft after) {
        return ServerUrl.isElsewhere(Optional.ofNullable(before.baseUrl()), after.baseUrl());
    }

    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at("id").saying("There is no indexer with this id.");
    }

    /** {@return the indexer that was deleted; empty if there is none} */
    Optional<Indexer> delete(Actor who, long id) {
        return transactions.within(() -> store.findById(id).map(indexer -> remove(who, indexer)));
    }

    /** {@return the indexer, which is deleted} Needs the writer's transaction. */
    Indexer remove(Actor who, Indexer indexer) {
        return audit.within(who.needing(Role.ADMIN), "deleteIndexer", indexer.globalId(), indexer.name(), () -> {
            store.delete(indexer.id());
            health.forget(List.of(indexer.id()));
            return indexer;
        });
    }
}
