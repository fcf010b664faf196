package org.reelgraph.frontpage.heroes;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** The policy, the pools and their history on the writer's connection. */
@SqlRepository("writer")
interface HeroStore extends GenericRepository<StoredHeroPolicy, Integer> {

    Optional<StoredHeroPolicy> findById(int id);

    @Query("INSERT INTO hero_policies (id, policy, updated_at) VALUES (1, :policy, :at)"
            + " ON CONFLICT (id) DO UPDATE SET policy = excluded.policy, updated_at = excluded.updated_at")
    void savePolicy(String policy, long at);

    /** Stores a pool, unless somebody else has stored one of that version; {@return 1 if it is stored, else 0} */
    @Query("INSERT INTO hero_pools (kind, version, policy_hash, seed, library_place, began_at, created_at, expires_at, picks)"
            + " VALUES (:kind, :version, :policyHash, :seed, :libraryPlace, :beganAt, :createdAt, :expiresAt, :picks)"
            + " ON CONFLICT (kind) DO UPDATE SET version = excluded.version, policy_hash = excluded.policy_hash,"
            + " seed = excluded.seed, library_place = excluded.library_place, began_at = excluded.began_at,"
            + " created_at = excluded.created_at, expires_at = excluded.expires_at, picks = excluded.picks"
            + " WHERE hero_pools.version = excluded.version - 1")
    int savePool(String kind, long version, String policyHash, long seed, long libraryPlace, long beganAt,
            long createdAt, long expiresAt, String picks);

    /** Notes up to which change of the library nothing of a pool's kind has changed. */
    @Query("UPDATE hero_pools SET library_place = :place WHERE kind = :kind AND version = :version")
    void noteUnchanged(String kind, long version, long place);

    @Query("INSERT INTO hero_history (kind, shown_at, media_id) VALUES (:kind, :at, :mediaId)"
            + " ON CONFLICT (kind, shown_at, media_id) DO NOTHING")
    void noteShown(String kind, long at, long mediaId);

    @Query("DELETE FROM hero_history WHERE kind = :kind AND shown_at < :before")
    void forgetShown(String kind, long before);
}
