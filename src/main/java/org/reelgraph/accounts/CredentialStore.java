package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads on the writer's connection whether sessions and API keys are still valid. */
@SqlRepository("writer")
public interface CredentialStore extends GenericRepository<Session, Long> {

    /** {@return a session that has not ended, of a user who can sign in} */
    @Query("SELECT users.role AS role, users.role AS owner_role, NULL AS expires_at FROM sessions"
            + " JOIN users ON users.id = sessions.user_id"
            + " WHERE sessions.id = :id AND sessions.revoked_at IS NULL AND users.status = 'ACTIVE'")
    Optional<CredentialState> findSession(long id);

    /** {@return a key that isn't revoked, of a user who can sign in} */
    @Query("SELECT api_keys.role AS role, users.role AS owner_role, api_keys.expires_at AS expires_at FROM api_keys"
            + " JOIN users ON users.id = api_keys.user_id"
            + " WHERE api_keys.id = :id AND api_keys.revoked_at IS NULL AND users.status = 'ACTIVE'")
    Optional<CredentialState> findKey(long id);
}
