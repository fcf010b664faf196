package org.reelgraph.accounts.sessions;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.sessions.Tokens.Use;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, renews and ends sessions. */
@Singleton
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int LONGEST_AGENT = 300;

    private final AccountStores stores;
    private final Tokens tokens;
    private final SessionSettings settings;
    private final KnownNetworks networks;
    private final Clock clock;
    private final ApplicationEventPublisher<SessionEnded> events;

    /** The outcome of a refresh token: the next pair of tokens, if it was valid, and the sessions that it ended. */
    private record Renewal(Optional<SignIn> next, List<Session> ended) {
        static Renewal refused(List<Session> ended) {
            return new Renewal(Optional.empty(), ended);
        }
    }

    public Sessions(AccountStores stores, Tokens tokens, SessionSettings settings, KnownNetworks networks, Clock clock,
            ApplicationEventPublisher<SessionEnded> events) {
        this.stores = stores;
        this.tokens = tokens;
        this.settings = settings;
        this.networks = networks;
        this.clock = clock;
        this.events = events;
    }

    /** {@return the tokens of a new session}; needs the writer's transaction */
    public SignIn begin(User user, Caller caller) {
        var now = clock.instant();
        var agent = caller.userAgent();
        var session = new Session(stores.ids().next(), user.id(), "", 0, now, now, now,
                now.plus(settings.refreshTime()), null, caller.address(),
                agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
        var signIn = signIn(session, user);
        stores.sessions().save(session.withRefreshHash(Sha256.hex(signIn.refreshToken())));
        networks.add(caller);
        return signIn;
    }

    private SignIn signIn(Session session, User user) {
        return new SignIn(tokens.access(session), tokens.refresh(session), tokens.accessEnd(session),
                tokens.refreshEnd(session), user);
    }

    /**
     * {@return the next pair of tokens for a refresh token, or the current pair if it was replaced within the grace
     * time; empty if it is not valid} A token that was replaced earlier ends its session, since it may have been
     * stolen.
     */
    public Optional<SignIn> renew(String refreshToken, Caller caller) {
        var text = refreshToken.strip();
        return tokens.read(text, Use.REFRESH).flatMap(token -> {
            var renewal = stores.write(() -> renew(token.sessionId(), Sha256.hex(text), caller));
            renewal.ended().forEach(this::tell);
            renewal.next().ifPresent(next -> networks.add(caller));
            return renewal.next();
        });
    }

    private Renewal renew(long sessionId, String hash, Caller caller) {
        var now = clock.instant();
        var session = stores.sessions().findById(sessionId).filter(found -> found.isOpen(now)).orElse(null);
        var user = session == null ? null : stores.users().findById(session.userId()).orElse(null);
        if (session == null || user == null || !user.isActive()) {
            return Renewal.refused(List.of());
        }
        if (hash.equals(session.refreshHash())) {
            return audited(Actor.of(caller, user.id()), "refreshSession", session,
                    () -> new Renewal(Optional.of(rotate(session, user, now)), List.of()));
        }
        if (stores.sessions().isReplacedBetween(sessionId, hash, graceStart(now), graceEnd(now))) {
            return audited(Actor.of(caller, user.id()), "refreshSession", session,
                    () -> new Renewal(Optional.of(signIn(session, user)), List.of()));
        }
        LOG.warn("A replaced refresh token of {} was used again; its session is ended, since it may have been stolen",
                user.email());
        stores.audit().record(Actor.systemFor(caller), "endStolenSession", Outcome.SUCCESS, session.globalId(),
                user.email());
        return Renewal.refused(List.of(stores.sessions().update(session.revoked(now))));
    }

    private SignIn rotate(Session session, User user, Instant now) {
        var next = session.rotated(now, now.plus(settings.refreshTime()));
        var signIn = signIn(next, user);
        stores.sessions().deleteReplaced(session.id(), graceStart(now));
        stores.sessions().insertReplaced(session.id(), session.refreshHash(), now.toEpochMilli());
        stores.sessions().update(next.withRefreshHash(Sha256.hex(signIn.refreshToken())));
        return signIn;
    }

    private long graceStart(Instant now) {
        return now.minus(settings.refreshGrace()).toEpochMilli();
    }

    // If the clock was set back, a token that was replaced before isn't valid again until that time comes round.
    private long graceEnd(Instant now) {
        return now.plus(settings.refreshGrace()).toEpochMilli();
    }

    /** {@return the ended session; empty if it isn't open or doesn't meet the condition} */
    Optional<Session> end(Actor who, String action, long sessionId, Predicate<Session> condition) {
        var ended = stores.write(() -> stores.sessions().findById(sessionId)
                .filter(session -> session.isOpen(clock.instant()) && condition.test(session))
                .map(session -> audited(who.needingFor(session.userId()), action, session,
                        () -> stores.sessions().update(session.revoked(clock.instant())))));
        ended.ifPresent(this::tell);
        return ended;
    }

    /** {@return the number of sessions that were ended, which are all of the user} */
    int endAll(Actor who, String action, long userId) {
        var ended = stores
                .write(() -> stores.audit().within(who.needingFor(userId), action, GlobalId.of(User.PREFIX, userId), "",
                        () -> revokeAll(userId, session -> true)));
        ended.forEach(this::tell);
        return ended.size();
    }

    /**
     * {@return the sessions that end with the caller's transaction} After its commit, {@link #tell} has to be called
     * for each.
     */
    public List<Session> revokeAll(long userId, Predicate<Session> condition) {
        return stores.sessions().findOpen(userId, clock.instant().toEpochMilli()).stream().filter(condition)
                .map(session -> stores.sessions().update(session.revoked(clock.instant()))).toList();
    }

    private <T> T audited(Actor who, String action, Session session, Supplier<T> work) {
        return stores.audit().within(who, action, session.globalId(), session.userAgent(), work);
    }

    /** Tells the rest of the program that a session has ended. */
    public void tell(Session ended) {
        events.publishEvent(new SessionEnded(ended.id(), ended.userId()));
    }
}
