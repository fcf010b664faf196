package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Sessions as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionStore extends GenericRepository<Session, Long> {

    Session save(Session session);

    Session update(Session session);

    Optional<Session> findById(long id);

    /** {@return a user's sessions that were not ended} */
    @Query("SELECT * FROM sessions WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now")
    List<Session> findOpen(long userId, long now);

    /** Notes when a session was last used. */
    @Query("UPDATE sessions SET last_used_at = :at WHERE id = :id AND last_used_at < :at")
    void touch(long id, long at);

    /** Forgets sessions whose time is long over. */
    @Query("DELETE FROM sessions WHERE expires_at < :before")
    void deleteExpired(long before);
}
