package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** One-time tokens on the writer's connection. */
@SqlRepository("writer")
public interface VerificationTokenStore extends GenericRepository<VerificationToken, Long> {

    VerificationToken save(VerificationToken token);

    VerificationToken update(VerificationToken token);

    Optional<VerificationToken> findByHash(String hash);

    /** Removes a user's tokens that were not used. */
    @Query("DELETE FROM email_verification_tokens WHERE user_id = :userId AND used_at IS NULL")
    void deleteUnused(long userId);

    /** Removes up to 1,000 tokens that ended before; {@return how many} */
    @Query("DELETE FROM email_verification_tokens WHERE id IN"
            + " (SELECT id FROM email_verification_tokens WHERE expires_at < :before LIMIT 1000)")
    int deleteExpired(long before);
}
