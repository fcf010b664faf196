package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** One-time tokens as the writer sees them. */
@SqlRepository("writer")
public interface VerificationTokenStore extends GenericRepository<VerificationToken, Long> {

    VerificationToken save(VerificationToken token);

    VerificationToken update(VerificationToken token);

    Optional<VerificationToken> findByHash(String hash);

    /** Removes a user's tokens that were not used. */
    @Query("DELETE FROM email_verification_tokens WHERE user_id = :userId AND used_at IS NULL")
    void deleteUnused(long userId);

    /** Forgets tokens whose time is long over. */
    @Query("DELETE FROM email_verification_tokens WHERE expires_at < :before")
    void deleteExpired(long before);
}
