package org.reelgraph.accounts.keys;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** API keys on the writer's connection. */
@SqlRepository("writer")
interface ApiKeyStore extends GenericRepository<ApiKey, Long> {

    ApiKey save(ApiKey key);

    ApiKey update(ApiKey key);

    Optional<ApiKey> findById(long id);

    /** {@return a user's active keys} */
    @Query("SELECT * FROM api_keys WHERE user_id = :userId AND revoked_at IS NULL"
            + " AND (expires_at IS NULL OR expires_at > :now)")
    List<ApiKey> findOpen(long userId, long now);

    /**
     * Records when a key was last used, unless a time up to a minute later is recorded already. A time that is later
     * still comes from a clock that was set back since, and is replaced.
     */
    @Query("UPDATE api_keys SET last_used_at = :at WHERE id = :id AND (last_used_at IS NULL"
            + " OR last_used_at NOT BETWEEN :at AND :at + 60000)")
    void touch(long id, long at);
}
