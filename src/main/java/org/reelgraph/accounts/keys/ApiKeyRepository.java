package org.reelgraph.accounts.keys;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads API keys. */
@SqlRepository
abstract class ApiKeyRepository implements GenericRepository<ApiKey, Long> {

    private static final List<SortKey> NEWEST_FIRST = List.of(SortKey.of("id", true));

    private final SelectReader reader;

    ApiKeyRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the keys with these ids, in no particular order} */
    @Query("SELECT * FROM api_keys WHERE id" + JsonArray.IN_IDS)
    abstract List<ApiKey> findByIds(String ids);

    /** {@return a key that isn't revoked, if its owner can sign in} */
    @Query("SELECT api_keys.id AS key_id, users.id AS user_id, api_keys.role AS role, users.role AS owner_role,"
            + " api_keys.expires_at AS expires_at FROM api_keys JOIN users ON users.id = api_keys.user_id"
            + " WHERE api_keys.hash = :hash AND api_keys.revoked_at IS NULL AND users.status = 'ACTIVE'")
    abstract Optional<LiveKey> findLive(String hash);

    /** {@return the keys before this one, the newest first; a user's, or everybody's} */
    List<ApiKey> findPage(Optional<Long> userId, long before, int most) {
        return reader.read(select(userId).orderBy(NEWEST_FIRST).after(List.of(before)).limit(most), ApiKey.class);
    }

    /** {@return how many keys there are: a user's, or everybody's} */
    int count(Optional<Long> userId) {
        return reader.count(select(userId));
    }

    private static Select select(Optional<Long> userId) {
        return Select.from("api_keys").whereEqual("user_id", userId);
    }
}
