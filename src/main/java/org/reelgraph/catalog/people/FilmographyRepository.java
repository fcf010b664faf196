package org.reelgraph.catalog.people;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Credit;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads what people are credited in. A credit in an episode counts for its series. */
@SqlRepository
public interface FilmographyRepository extends GenericRepository<Credit, Long> {

    /** Shared by the queries: the media items that people are credited in, without duplicates. */
    String CREDITED = "WITH credited AS (SELECT DISTINCT c.person_id, coalesce(e.series_id, c.owner_id) AS media_id"
            + " FROM credits c LEFT JOIN episodes e ON e.id = c.owner_id"
            + " WHERE c.person_id" + JsonArray.IN_EACH + ":personIds" + JsonArray.END + ") ";

    /** An item in a person's filmography; the year is 0 if unknown. */
    @Introspected
    record Entry(long personId, long mediaId, int year, String sortKey) {
    }

    /** The number of items that a person is credited in. */
    @Introspected
    record Count(long personId, int items) {
    }

    /** A person's part in an item or in one of its episodes. */
    @Introspected
    record Part(long personId, long mediaId, @Nullable String character, @Nullable String job) {
    }

    /** {@return the first items of each person after this position, newest first, then by sort key} */
    @Query(CREDITED + """
                      SELECT person_id, media_id, year, sort_key FROM (
                        SELECT r.person_id, m.id AS media_id, coalesce(m.year, 0) AS year, m.sort_key,
                               row_number() OVER (PARTITION BY r.person_id
                                                  ORDER BY coalesce(m.year, 0) DESC, m.sort_key, m.id) AS place
                        FROM credited r JOIN media_items m ON m.id = r.media_id
                        WHERE coalesce(m.year, 0) < :year
                           OR (coalesce(m.year, 0) = :year AND (m.sort_key, m.id) > (:sortKey, :mediaId))) AS items
                      WHERE place <= :most ORDER BY person_id, place""")
    List<Entry> findPages(String personIds, long year, String sortKey, long mediaId, int most);

    /** {@return the last items of each person before this position, in the reverse order of {@link #findPages}} */
    @Query(CREDITED + """
                      SELECT person_id, media_id, year, sort_key FROM (
                        SELECT r.person_id, m.id AS media_id, coalesce(m.year, 0) AS year, m.sort_key,
                               row_number() OVER (PARTITION BY r.person_id
                                                  ORDER BY coalesce(m.year, 0), m.sort_key DESC, m.id DESC) AS place
                        FROM credited r JOIN media_items m ON m.id = r.media_id
                        WHERE coalesce(m.year, 0) > :year
                           OR (coalesce(m.year, 0) = :year AND (m.sort_key, m.id) < (:sortKey, :mediaId))) AS items
                      WHERE place <= :most ORDER BY person_id, place""")
    List<Entry> findPagesBackwards(String personIds, long year, String sortKey, long mediaId, int most);

    /** {@return the number of items that each of these people is credited in; people without credits are absent} */
    @Query(CREDITED + "SELECT person_id, count(*) AS items FROM credited GROUP BY person_id")
    List<Count> countByPerson(String personIds);

    /** {@return the parts of these people in these items} */
    @Query("SELECT DISTINCT c.person_id, coalesce(e.series_id, c.owner_id) AS media_id, c.character, c.job"
            + " FROM credits c LEFT JOIN episodes e ON e.id = c.owner_id"
            + " WHERE c.person_id" + JsonArray.IN_EACH + ":personIds" + JsonArray.END
            + " AND coalesce(e.series_id, c.owner_id)" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY c.character NULLS FIRST, c.job NULLS FIRST")
    List<Part> findParts(String personIds, String mediaIds);
}
