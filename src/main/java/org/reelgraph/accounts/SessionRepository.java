package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads sessions. */
@SqlRepository
public interface SessionRepository extends GenericRepository<Session, Long> {

    /** {@return the sessions with these ids, in no particular order} */
    @Query("SELECT * FROM sessions WHERE id" + JsonArray.IN_IDS)
    List<Session> findByIds(String ids);

    /** {@return a user's sessions that have not ended, the newest first} */
    @Query("SELECT * FROM sessions WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now"
            + " ORDER BY id DESC LIMIT :most")
    List<Session> findOpen(long userId, long now, int most);

    /** {@return the distinct IP addresses of the newest sessions} */
    @Query("SELECT ip FROM sessions GROUP BY ip ORDER BY max(id) DESC LIMIT :most")
    List<String> findAddresses(int most);

    /** {@return a session that has not been ended, if its user can sign in} */
    @Query("SELECT sessions.id AS session_id, users.id AS user_id, users.role AS role FROM sessions"
            + " JOIN users ON users.id = sessions.user_id WHERE sessions.id = :id AND sessions.revoked_at IS NULL"
            + " AND users.status = 'ACTIVE'")
    Optional<LiveSession> findLive(long id);
}
