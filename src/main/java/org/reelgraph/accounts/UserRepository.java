package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads users. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRepository extends GenericRepository<User, Long> {

    /** {@return the users of these ids, in no order} */
    @Query("SELECT * FROM users WHERE id IN (SELECT value FROM json_each(:ids))")
    List<User> findByIds(String ids);

    Optional<User> findById(long id);

    Optional<User> findByEmail(String email);

    /** {@return how many users there are} */
    @Query("SELECT count(*) FROM users")
    int count();

    /** {@return all users, those first that were added first} */
    @Query("SELECT * FROM users ORDER BY id")
    List<User> findAll();
}
