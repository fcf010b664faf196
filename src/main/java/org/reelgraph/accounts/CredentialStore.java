package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.storage.sql.SqlRepository;

/** Sessions and keys, as far as they let anybody in, as the writer sees them. */
@SqlRepository("writer")
public interface CredentialStore extends GenericRepository<Session, Long> {

    /** {@return a session that was not ended, of a user who may sign in} */
    @Query("SELECT users.role AS role, users.role AS owner_role, NULL AS expires_at FROM sessions"
            + " JOIN users ON users.id = sessions.user_id"
            + " WHERE sessions.id = :id AND sessions.revoked_at IS NULL AND users.status = 'ACTIVE'")
    Optional<CredentialState> findSession(long id);

    /** {@return a key that was not ended, of a user who may sign in} */
    @Query("SELECT api_keys.role AS role, users.role AS owner_role, api_keys.expires_at AS expires_at FROM api_keys"
            + " JOIN users ON users.id = api_keys.user_id"
            + " WHERE api_keys.id = :id AND api_keys.revoked_at IS NULL AND users.status = 'ACTIVE'")
    Optional<CredentialState> findKey(long id);
}
