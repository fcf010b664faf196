package org.reelgraph.connections.downloaders;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.health.HealthLog;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** Creates, changes and deletes downloaders. */
@Singleton
class Downloaders {

    private static final int MAX = 50;

    /** The downloader after a change, or why nothing was changed: errors have paths within the draft. */
    record Changed(Optional<Downloader> downloader, List<UserError> errors) {

        static Changed refused(List<UserError> errors) {
            return new Changed(Optional.empty(), errors);
        }
    }

    private final DownloaderStore store;
    private final DownloaderSecrets secrets;
    private final DownloaderCheck check;
    private final HealthLog health;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Downloaders(DownloaderStore store, DownloaderSecrets secrets, DownloaderCheck check, HealthLog health,
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

    /** {@return the new downloader, or what is wrong with the draft} */
    Changed create(Actor who, DownloaderDraft draft) {
        return transactions.within(() -> {
            var all = store.findAll();
            var errors = new ArrayList<>(check.check(draft));
            check.missingAddress(draft).ifPresent(errors::add);
            check.takenName(draft, Optional.empty(), all).ifPresent(errors::add);
            if (errors.isEmpty() && all.size() >= MAX) {
                errors.add(UserError.of(UserErrorCode.TOO_MANY).at().saying("There can be at most " + MAX
                        + " downloaders. Delete one that is no longer needed."));
            }
            return errors.isEmpty() ? new Changed(Optional.of(add(who, draft)), List.of()) : Changed.refused(errors);
        });
    }

    /** {@return the new downloader} Needs the writer's transaction, and a draft that was checked. */
    Downloader add(Actor who, DownloaderDraft draft) {
        var now = clock.instant();
        var blank = DownloaderBuilder.builder().id(ids.next()).name(draft.name()).kind(draft.kind())
                .enabled(draft.enabled()).credentials("").timeoutMillis(draft.timeoutMillis()).createdAt(now)
                .updatedAt(now).build();
        var downloader = with(draft, secrets.sealed(blank, draft.credentials().orElse(Credentials.NONE)));
        return audit.within(who.needing(Role.ADMIN), "createDownloader", downloader.globalId(), downloader.name(),
                () -> store.save(downloader));
    }

    private Downloader with(DownloaderDraft draft, Downloader downloader) {
        return DownloaderBuilder.builder(downloader).name(draft.name()).enabled(draft.enabled())
                .baseUrl(draft.baseUrl().orElse(null)).userName(draft.userName().orElse(null))
                .category(draft.category().orElse(null)).timeoutMillis(draft.timeoutMillis())
                .updatedAt(clock.instant()).build();
    }

    /**
     * {@return the changed downloader, or what is wrong with the change}
     *
     * @param change makes a draft of what was decided before, and of the secrets that may stay
     */
    Changed update(Actor who, long id, BiFunction<DownloaderDraft, Credentials, DownloaderDraft> change) {
        return transactions.within(() -> store.findById(id).map(before -> update(who, before, change))
                .orElseGet(() -> Changed.refused(List.of(unknown()))));
    }

    private Changed update(Actor who, Downloader before,
            BiFunction<DownloaderDraft, Credentials, DownloaderDraft> change) {
        var draft = changed(before, change);
        var errors = new ArrayList<>(check.check(draft));
        check.missingAddress(draft).ifPresent(errors::add);
        check.takenName(draft, Optional.of(before.id()), store.findAll()).ifPresent(errors::add);
        if (errors.isEmpty()) {
            check.move(draft, before, secrets.hasAny(before)).ifPresent(errors::add);
        }
        return errors.isEmpty()
                ? new Changed(Optional.of(replace(who, before, draft)), List.of())
                : Changed.refused(errors);
    }

    // Another server isn't told the secrets of this one.
    private DownloaderDraft changed(Downloader before,
            BiFunction<DownloaderDraft, Credentials, DownloaderDraft> change) {
        var known = secrets.draft(before);
        var blank = change.apply(known, Credentials.NONE);
        return isElsewhere(before, blank)
                ? blank
                : change.apply(known, secrets.find(before).orElse(Credentials.NONE));
    }

    /** {@return the changed downloader} Needs the writer's transaction, and a draft that was checked. */
    Downloader replace(Actor who, Downloader before, DownloaderDraft draft) {
        var changed = with(draft, before);
        var isElsewhere = isElsewhere(before, draft);
        // The next address may be another server's, which isn't told the secrets of this one.
        var given = draft.credentials().or(() -> isElsewhere ? Optional.of(Credentials.NONE) : Optional.empty());
        var after = given.map(credentials -> secrets.sealed(changed, credentials)).orElse(changed);
        return audit.within(who.needing(Role.ADMIN), "updateDownloader", after.globalId(), after.name(), () -> {
            if (isElsewhere) {
                health.forget(List.of(after.id()));
            }
            return store.update(after);
        });
    }

    // What is known of the server before says nothing about another one.
    private static boolean isElsewhere(Downloader before, DownloaderDraft after) {
        return ServerUrl.isElsewhere(Optional.ofNullable(before.baseUrl()), after.baseUrl());
    }

    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at("id").saying("There is no downloader with this id.");
    }

    /** {@return the downloader that was deleted; empty if there is none} */
    Optional<Downloader> delete(Actor who, long id) {
        return transactions.within(() -> store.findById(id).map(downloader -> remove(who, downloader)));
    }

    /** {@return the downloader, which is deleted} Needs the writer's transaction. */
    Downloader remove(Actor who, Downloader downloader) {
        return audit.within(who.needing(Role.ADMIN), "deleteDownloader", downloader.globalId(), downloader.name(),
                () -> {
                    store.delete(downloader.id());
                    health.forget(List.of(downloader.id()));
                    return downloader;
                });
    }
}
