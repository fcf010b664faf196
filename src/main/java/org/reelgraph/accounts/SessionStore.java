package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.storage.sql.SqlRepository;

/** Sessions on the writer's connection. */
@SqlRepository("writer")
public interface SessionStore extends GenericRepository<Session, Long> {

    Session save(Session session);

    Session update(Session session);

    Optional<Session> findById(long id);

    /** {@return a user's sessions that have not ended} */
    @Query("SELECT * FROM sessions WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now")
    List<Session> findOpen(long userId, long now);

    /** Keeps the hash of a refresh token that is replaced. */
    @Query("INSERT INTO replaced_refresh_tokens (session_id, hash, replaced_at) VALUES (:sessionId, :hash, :at)")
    void insertReplaced(long sessionId, String hash, long at);

    /** {@return whether a session's refresh token was replaced after one time and up to another} */
    @Query("SELECT EXISTS (SELECT 1 FROM replaced_refresh_tokens"
            + " WHERE session_id = :sessionId AND hash = :hash AND replaced_at > :since"
            + " AND replaced_at <= :until)")
    boolean isReplacedBetween(long sessionId, String hash, long since, long until);

    /** Forgets which refresh tokens of a session were replaced up to this time. */
    @Query("DELETE FROM replaced_refresh_tokens WHERE session_id = :sessionId AND replaced_at <= :until")
    void deleteReplaced(long sessionId, long until);

    /**
     * Records when a session was last used, unless a time up to a minute later is recorded already. A time that is
     * later still comes from a clock that was set back since, and is replaced.
     */
    @Query("UPDATE sessions SET last_used_at = :at WHERE id = :id"
            + " AND last_used_at NOT BETWEEN :at AND :at + 60000")
    void touch(long id, long at);

    /** Removes up to 1,000 sessions that ended before; {@return how many} */
    @Query("DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < :before LIMIT 1000)")
    int deleteExpired(long before);

    /** Ends all sessions. */
    @Query("DELETE FROM sessions")
    void deleteAll();
}
