package org.reelgraph.accounts;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Reads one-time tokens. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface VerificationTokenRepository extends GenericRepository<VerificationToken, Long> {

    Optional<VerificationToken> findByHash(String hash);
}
