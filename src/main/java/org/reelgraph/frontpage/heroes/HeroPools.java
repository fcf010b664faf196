package org.reelgraph.frontpage.heroes;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.frontpage.heroes.HeroState.Stored;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.writebehind.WriteBehindBuffer;

/**
 * Gives the pools. They are made from time to time: within a request only if there is nothing that may be shown, otherwise
 * soon after a request has found one that is outdated. Requests don't write, so pools are stored later.
 */
@Singleton
public class HeroPools implements WriteBehindBuffer {

    // So many further changes are looked through by each request.
    private static final long FAR = 1_000;

    private final HeroReader reader;
    private final HeroCandidateReader candidates;
    private final HeroStore store;
    private final ReadTransactions reads;
    private final WriteTransactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<MediaKind> due = ConcurrentHashMap.newKeySet();
    private final Map<MediaKind, HeroPool> made = new ConcurrentHashMap<>();
    // Not the buffer itself, which is locked while it is written.
    private final Object making = new Object();

    HeroPools(HeroReader reader, HeroCandidateReader candidates, HeroStore store, ReadTransactions reads,
            WriteTransactions transactions, Clock clock) {
        this.reader = reader;
        this.candidates = candidates;
        this.store = store;
        this.reads = reads;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** {@return what gives the pool of a kind, series or movies, as of now} It reads what is known of both at once. */
    public Function<MediaKind, HeroPool> current() {
        var state = reader.state();
        var now = clock.instant();
        return kind -> current(kind, state, now);
    }

    private HeroPool current(MediaKind kind, HeroState state, Instant now) {
        var stored = state.of(kind);
        var pool = stored.map(Stored::pool).filter(known -> isOf(known, state) && known.isInGrace(now));
        if (pool.isEmpty()) {
            var next = making(kind, state);
            due.add(kind);
            return next;
        }
        if (isToBeReplaced(stored.get(), now) || state.libraryPlace() - pool.get().libraryPlace() > FAR) {
            due.add(kind);
        }
        return pool.get();
    }

    private static boolean isOf(HeroPool pool, HeroState state) {
        return pool.policyHash().equals(state.policyHash());
    }

    private static boolean isToBeReplaced(Stored stored, Instant now) {
        return stored.isOutdated() || !stored.pool().isOf(now);
    }

    // Whoever comes meanwhile waits for the one that is being made. Those who still don't see it stored get it, too.
    private HeroPool making(MediaKind kind, HeroState state) {
        synchronized (making) {
            var now = clock.instant();
            var pool = Optional.ofNullable(made.get(kind))
                    .filter(known -> known.version() == next(kind, state) && isOf(known, state)
                            && known.libraryPlace() == state.libraryPlace() && known.isOf(now))
                    .orElseGet(() -> reads.uncounted(() -> make(kind, state, now)));
            made.put(kind, pool);
            return pool;
        }
    }

    private static long next(MediaKind kind, HeroState state) {
        return state.of(kind).map(stored -> stored.pool().version()).orElse(0L) + 1;
    }

    // As long as its time lasts, a pool is made anew from what the first one was made from, so that it differs no more
    // than the library does.
    private HeroPool make(MediaKind kind, HeroState state, Instant now) {
        var policy = state.policy();
        var before = state.of(kind).map(Stored::pool)
                .filter(pool -> pool.isOf(now) && now.isBefore(pool.beganAt().plus(policy.lifetime())));
        var began = before.map(HeroPool::beganAt).orElse(now);
        var given = Optional.ofNullable(policy.seed()).map(Integer::longValue);
        var seed = given.or(() -> before.map(HeroPool::seed)).orElseGet(random::nextLong);
        var found = candidates.read(kind, policy, began, seed, reader.shown(kind, policy, began));
        return HeroPoolBuilder.builder().kind(kind).version(next(kind, state)).policyHash(state.policyHash())
                .seed(seed).libraryPlace(state.libraryPlace()).beganAt(began).createdAt(now)
                .expiresAt(began.plus(policy.lifetime())).picks(new HeroSelection(policy, began, found).picks())
                .build();
    }

    @Override
    public String contents() {
        return "hero pools";
    }

    @Override
    public int waiting() {
        return due.size();
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void write() {
        for (var kind : Set.copyOf(due)) {
            due.remove(kind);
            try {
                write(kind);
            } catch (RuntimeException e) {
                due.add(kind);
                throw e;
            }
        }
    }

    private void write(MediaKind kind) {
        var state = reader.state();
        var now = clock.instant();
        var stored = state.of(kind);
        if (stored.isEmpty() || !isOf(stored.get().pool(), state) || isToBeReplaced(stored.get(), now)) {
            var pool = making(kind, state);
            transactions.within(() -> save(pool, state.policy()));
        } else if (stored.get().pool().libraryPlace() != state.libraryPlace()) {
            var pool = stored.get().pool();
            transactions.within(() -> {
                store.noteUnchanged(kind.name(), pool.version(), state.libraryPlace());
                return pool;
            });
        }
    }

    // If another server was faster, its pool is the one that everybody shows.
    private boolean save(HeroPool pool, HeroPolicy policy) {
        var kind = pool.kind().name();
        var began = pool.beganAt().toEpochMilli();
        if (store.savePool(kind, pool.version(), pool.policyHash(), pool.seed(), pool.libraryPlace(), began,
                pool.createdAt().toEpochMilli(), pool.expiresAt().toEpochMilli(), HeroJson.write(pool.picks())) == 0) {
            return false;
        }
        store.forgetShown(kind, policy.shownSince(pool.beganAt()).toEpochMilli());
        pool.picks().forEach(pick -> store.noteShown(kind, began, pick.mediaId()));
        return true;
    }
}
