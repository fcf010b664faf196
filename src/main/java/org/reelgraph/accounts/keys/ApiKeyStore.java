package org.reelgraph.accounts.keys;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** API keys as the writer sees them. */
@SqlRepository("writer")
interface ApiKeyStore extends GenericRepository<ApiKey, Long> {

    ApiKey save(ApiKey key);

    ApiKey update(ApiKey key);

    Optional<ApiKey> findById(long id);

    /** {@return a user's keys that were not ended} */
    @Query("SELECT * FROM api_keys WHERE user_id = :userId AND revoked_at IS NULL"
            + " AND (expires_at IS NULL OR expires_at > :now)")
    List<ApiKey> findOpen(long userId, long now);

    /**
     * Notes when a key was last used, unless that is known for a minute later; what is later still is of a clock that
     * was set back.
     */
    @Query("UPDATE api_keys SET last_used_at = :at WHERE id = :id AND (last_used_at IS NULL"
            + " OR last_used_at NOT BETWEEN :at AND :at + 60000)")
    void touch(long id, long at);
}
