package org.reelgraph.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.accounts.users.Users;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Users on the writer's connection. */
@SqlRepository("writer")
public interface UserStore extends GenericRepository<User, Long> {

    User save(User user);

    User update(User user);

    Optional<User> findById(long id);

    Optional<User> findByEmail(String email);

    /** {@return the users with these ids, in no particular order} */
    @Query("SELECT * FROM users WHERE id" + JsonArray.IN_IDS)
    List<User> findByIds(String ids);

    /** {@return the users with these e-mail addresses, in no particular order} */
    @Query("SELECT * FROM users WHERE email" + JsonArray.IN_VALUES)
    List<User> findByEmails(String values);

    /** {@return the first users with greater ids who are not suspended} */
    @Query("SELECT * FROM users WHERE id > :id AND status = 'ACTIVE' ORDER BY id LIMIT :most")
    List<User> findActiveAfter(long id, int most);

    void delete(User user);

    /** {@return how many others can sign in and are admins} */
    @Query("SELECT count(*) FROM users WHERE role = 'ADMIN' AND status = 'ACTIVE' AND password_hash <> '!' AND id <> :id")
    int countOtherAdmins(long id);

    /** {@return how many users there are} */
    @Query("SELECT count(*) FROM users")
    int count();
}
