package org.reelgraph.quality;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Quality profiles and their qualities on the writer's connection. */
@SqlRepository("writer")
abstract class QualityProfileStore implements GenericRepository<QualityProfile, Long> {

    private static final String ADD_QUALITY = "INSERT INTO quality_profile_qualities"
            + " (profile_id, position, quality, allowed, preferred) VALUES (?, ?, ?, ?, ?)";
    // What was made for a kind's default, and still is nothing else, is no profile of its own.
    private static final String IN_ITS_OWN_RIGHT = "NOT (own_kind IS NOT NULL AND EXISTS (SELECT 1"
            + " FROM quality_defaults AS d WHERE d.profile_id = quality_profiles.id AND d.kind = own_kind))";

    private record Placed(long profileId, int position, RankedQuality quality) {
    }

    private final JdbcOperations operations;

    QualityProfileStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    abstract void saveAll(List<QualityProfile> profiles);

    abstract void updateAll(List<QualityProfile> profiles);

    abstract Optional<QualityProfile> findById(long id);

    @Query("SELECT * FROM quality_profiles WHERE id" + JsonArray.IN_IDS + " ORDER BY id")
    abstract List<QualityProfile> findByIds(String ids);

    @Query("SELECT * FROM quality_profiles WHERE name_key" + JsonArray.IN_VALUES)
    abstract List<QualityProfile> findByNameKeys(String values);

    @Query("SELECT * FROM quality_profiles WHERE own_kind IS NULL AND cutoff" + JsonArray.IN_VALUES + " ORDER BY id")
    abstract List<QualityProfile> findByCutoffs(String values);

    /** {@return profiles that were not just made for a default, in the order of their ids} */
    @Query("SELECT * FROM quality_profiles WHERE id > :id AND " + IN_ITS_OWN_RIGHT + " ORDER BY id LIMIT :most")
    abstract List<QualityProfile> findAfter(long id, int most);

    /** {@return those of these profiles that were not just made for a default} */
    @Query("SELECT * FROM quality_profiles WHERE id" + JsonArray.IN_IDS + " AND " + IN_ITS_OWN_RIGHT)
    abstract List<QualityProfile> findInTheirOwnRight(String ids);

    @Query("DELETE FROM quality_profiles WHERE id" + JsonArray.IN_IDS)
    abstract void delete(String ids);

    /** Deletes what was made for the default of a kind and isn't any more. */
    @Query("DELETE FROM quality_profiles WHERE own_kind IS NOT NULL"
            + " AND NOT EXISTS (SELECT 1 FROM quality_defaults AS d WHERE d.profile_id = quality_profiles.id)")
    abstract void deleteUnused();

    /** Makes a profile one in its own right. */
    @Query("UPDATE quality_profiles SET own_kind = NULL WHERE id = :id AND own_kind IS NOT NULL")
    abstract void release(long id);

    @Query("DELETE FROM quality_profile_qualities WHERE profile_id" + JsonArray.IN_IDS)
    abstract void deleteQualities(String ids);

    /** {@return the qualities of profiles, best first} */
    Map<Long, List<RankedQuality>> qualities(Collection<Long> profileIds) {
        return QualityReader.qualities(operations::prepareStatement, profileIds);
    }

    /** {@return what profiles say, in their order} */
    Map<Long, ProfileContent> contents(Collection<QualityProfile> profiles) {
        var qualities = qualities(profiles.stream().map(QualityProfile::id).toList());
        var contents = new LinkedHashMap<Long, ProfileContent>();
        profiles.forEach(profile -> contents.put(profile.id(),
                profile.content(qualities.getOrDefault(profile.id(), List.of()))));
        return contents;
    }

    /** Gives profiles other qualities. */
    void write(Map<Long, List<RankedQuality>> qualities) {
        deleteQualities(JsonArray.ofIds(qualities.keySet()));
        var rows = qualities.entrySet().stream().flatMap(each -> IntStream.range(0, each.getValue().size())
                .mapToObj(position -> new Placed(each.getKey(), position, each.getValue().get(position)))).toList();
        Rows.write(operations, ADD_QUALITY, rows, (statement, row) -> {
            statement.setLong(1, row.profileId());
            statement.setInt(2, row.position());
            statement.setString(3, row.quality().quality());
            statement.setInt(4, row.quality().allowed() ? 1 : 0);
            statement.setInt(5, row.quality().preferred() ? 1 : 0);
        });
    }
}
