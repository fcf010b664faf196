package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** One-time tokens as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
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
