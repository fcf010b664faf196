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

    /** {@return the sessions of these ids, in no order} */
    @Query("SELECT * FROM sessions WHERE id" + JsonArray.IN_IDS)
    List<Session> findByIds(String ids);

    /** {@return a user's sessions that have not ended, the newest first} */
    @Query("SELECT * FROM sessions WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now"
            + " ORDER BY id DESC LIMIT :most")
    List<Session> findOpen(long userId, long now, int most);

    /** {@return the addresses of the newest sessions, each once} */
    @Query("SELECT ip FROM sessions GROUP BY ip ORDER BY max(id) DESC LIMIT :most")
    List<String> findAddresses(int most);

    /** {@return who is behind a session; nobody where it is revoked or its user may not sign in} */
    @Query("SELECT sessions.id AS session_id, users.id AS user_id, users.role AS role FROM sessions"
            + " JOIN users ON users.id = sessions.user_id WHERE sessions.id = :id AND sessions.revoked_at IS NULL"
            + " AND users.status = 'ACTIVE'")
    Optional<LiveSession> findLive(long id);
}
