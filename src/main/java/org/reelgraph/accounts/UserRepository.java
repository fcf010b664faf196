package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads users. */
@SqlRepository
public abstract class UserRepository implements GenericRepository<User, Long> {

    private final SelectReader reader;

    public UserRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the users with these ids, in no particular order} */
    @Query("SELECT * FROM users WHERE id" + JsonArray.IN_IDS)
    public abstract List<User> findByIds(String ids);

    public abstract Optional<User> findById(long id);

    public abstract Optional<User> findByEmail(String email);

    /** {@return how many users there are} */
    @Query("SELECT count(*) FROM users")
    public abstract int count();

    /** {@return the greatest id of a user; 0 if there is none} */
    @Query("SELECT coalesce(max(id), 0) FROM users")
    public abstract long newestId();

    /** {@return password hashes, at least one of each {@linkplain Passwords#kindOf kind}} */
    @Query("SELECT max(password_hash) FROM users WHERE password_hash <> '!' GROUP BY CASE"
            + " WHEN password_hash LIKE '$argon2%' THEN substr(password_hash, 1, 16 + length(substr(password_hash, 16))"
            + " - length(ltrim(substr(password_hash, 16), 'mtp=,0123456789')))"
            + " WHEN password_hash LIKE '$%' THEN substr(password_hash, 1, 7) ELSE '' END LIMIT 100")
    public abstract List<String> findHashesOfEachKind();

    /** {@return all users, oldest first} */
    @Query("SELECT * FROM users ORDER BY id")
    public abstract List<User> findAll();

    /** {@return the users after this place in their order} */
    public List<User> findPage(UserFilter filter, KeysetOrder<User> order, Optional<Cursor> after, int most) {
        return ListPart.read(order.parts(after), filter.select(), most, select -> reader.read(select, User.class));
    }

    /** {@return how many users there are} */
    public int count(UserFilter filter) {
        return reader.count(filter.select());
    }
}
