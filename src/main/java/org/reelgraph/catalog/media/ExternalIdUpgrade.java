package org.reelgraph.catalog.media;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.media.ExternalIdWriter.Owner;
import org.reelgraph.catalog.media.ExternalIdWriter.Stored;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ids canonical that an earlier version stored as written, and removes ids that identify nothing. Items and
 * people that had such an id are reported in the log and the audit trail, because imports may have mistaken others for
 * them.
 */
@Context
class ExternalIdUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalIdUpgrade.class);
    // Increment this if the canonical form of any id changes.
    private static final String VERSION = "1";
    private static final int AT_ONCE = 10_000;

    private final ExternalIdRepository known;
    private final ExternalIdWriter ids;
    private final AuditTrail audit;
    private final WriteTransactions transactions;
    private final Clock clock;

    ExternalIdUpgrade(ExternalIdRepository known, ExternalIdWriter ids, AuditTrail audit,
            WriteTransactions transactions,
            Clock clock) {
        this.known = known;
        this.ids = ids;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @PostConstruct
    void bringUpToDate() {
        if (!known.version().equals(Optional.of(VERSION))) {
            transactions.within(() -> {
                for (var owner : Owner.values()) {
                    owner.schemes().forEach(scheme -> bringUpToDate(owner, scheme));
                }
                ids.noteVersion(VERSION);
                return true;
            });
        }
    }

    private void bringUpToDate(Owner owner, ExternalIdScheme scheme) {
        var some = ids.findAfter(owner, scheme, 0, AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(this::bringUpToDate);
            some = ids.findAfter(owner, scheme, some.getLast().rowId(), AT_ONCE);
        }
    }

    private void bringUpToDate(Stored stored) {
        if (ExternalId.isPlaceholder(stored.value())) {
            replace(stored, null);
            if (stored.owner() == Owner.MEDIA || stored.owner() == Owner.PERSON) {
                report(stored, "'" + stored.name() + "' had the id '" + stored.value() + "' of " + stored.scheme()
                        + ", which identifies nothing: imports may have mistaken others for it."
                        + " Import its source again to bring them back.");
            }
            return;
        }
        var canonical = canonical(stored);
        if (!canonical.equals(stored.value()) && !replace(stored, canonical)) {
            replace(stored, null);
            report(stored, "'" + stored.name() + "' had the id '" + stored.value() + "' of " + stored.scheme()
                    + ", which is another item's too: the two may be one.");
        }
    }

    private static String canonical(Stored stored) {
        try {
            return stored.scheme().canonical(stored.value());
        } catch (IllegalArgumentException e) {
            return stored.value(); // an id that was accepted once is kept
        }
    }

    private boolean replace(Stored stored, @Nullable String value) {
        return ids.replace(stored, value, clock.millis());
    }

    private void report(Stored stored, String message) {
        LOG.warn("{}", message);
        audit.record(Actor.SYSTEM, "dropExternalId", Outcome.SUCCESS, GlobalId.of(stored.prefix(), stored.rowId()),
                message);
    }
}
