package org.reelgraph.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.writebehind.WriteBehindBuffer;

import static java.util.stream.Collectors.toMap;

/**
 * Counts what is refused: one row for each caller and minute, however many requests there were. Callers are told apart
 * by their IP address and, if they are signed in, their user.
 */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class DenialRecorder implements WriteBehindBuffer {

    private static final int MAX_ROWS = 200;

    private record Key(long minute, String network, @Nullable Long userId, Outcome outcome) {

        static Key of(long minute, Actor who, String network, String code) {
            return new Key(minute, network, who.userId(),
                    code.equals(ErrorCode.INTERNAL_ERROR.name()) ? Outcome.FAILED : Outcome.REFUSED);
        }

        // If there are more callers than rows.
        Key ofAnybody() {
            return new Key(minute, "", null, outcome);
        }
    }

    private final AuditStore entries;
    private final TransactionOperations<Connection> transactions;
    private final Ids ids;
    private final Clock clock;
    private final Map<Key, RefusalCount> open = new LinkedHashMap<>();

    DenialRecorder(AuditStore entries, @Named("writer") TransactionOperations<Connection> transactions, Ids ids,
            Clock clock) {
        this.entries = entries;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @EventListener
    void count(RequestDenied refused) {
        var now = clock.instant();
        var who = Actor.of(refused.caller());
        var network = refused.caller().network();
        var exact = Key.of(now.getEpochSecond() / 60, who, network, refused.code());
        synchronized (open) {
            var fits = open.containsKey(exact) || rows(exact.userId() != null) < MAX_ROWS;
            var key = fits ? exact : exact.ofAnybody();
            open.computeIfAbsent(key, any -> new RefusalCount(ids.next(), now, key.outcome(),
                    fits ? who : Actor.anybody()))
                    .add(refused.action(), refused.code());
        }
    }

    // A flood from anonymous callers doesn't cost users their own rows.
    private long rows(boolean ofUsers) {
        return open.keySet().stream().filter(key -> (key.userId() != null) == ofUsers).count();
    }

    @Override
    public String contents() {
        return "audit trail entries about refused requests";
    }

    @Override
    public int waiting() {
        return changed().size();
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    private List<AuditEntry> changed() {
        synchronized (open) {
            return open.values().stream().filter(RefusalCount::isChanged).map(RefusalCount::entry).toList();
        }
    }

    @Override
    public void write() {
        var changed = changed();
        if (!changed.isEmpty()) {
            transactions.executeWrite(status -> {
                changed.forEach(this::write);
                return changed.size();
            });
        }
        forget(changed);
    }

    private void write(AuditEntry entry) {
        if (entries.recount(entry.id(), entry.count(), entry.refusalsJson()) == 0) {
            entries.add(entry);
        }
    }

    private void forget(List<AuditEntry> written) {
        var counts = written.stream().collect(toMap(AuditEntry::id, AuditEntry::count));
        var minute = clock.instant().getEpochSecond() / 60;
        synchronized (open) {
            open.values().forEach(count -> count.isWritten(counts));
            open.entrySet().removeIf(each -> each.getKey().minute() != minute && !each.getValue().isChanged());
        }
    }
}
