package org.reelgraph.accounts;

import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads one-time tokens. */
@SqlRepository
public interface VerificationTokenRepository extends GenericRepository<VerificationToken, Long> {

    Optional<VerificationToken> findByHash(String hash);
}
