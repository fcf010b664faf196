package org.reelgraph.catalog.media;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.SqlRepository;

/**
 * Counts what a sample of items has, so that the time doesn't depend on the size of the library. The sample consists of
 * the first 200 items by title: titles are indexed, and say nothing about how much an item has.
 */
@SqlRepository
interface ListSizeRepository extends GenericRepository<MediaItem, Long> {

    String SAMPLE = "WITH sample AS MATERIALIZED (SELECT id FROM media_items WHERE kind = :kind"
            + " ORDER BY sort_key, id LIMIT 200) ";

    /** The number of items of a kind. */
    @Introspected
    record KindCount(MediaKind kind, int items) {
    }

    /** The totals of the items in a sample. */
    @Introspected
    record OfMedia(int items, int cast, int crew, int images) {
    }

    /** The totals of the series in a sample; {@code inherited} is the cast shown for episodes without their own. */
    @Introspected
    record OfSeries(int series, int seasons, int seasonImages, int episodes, int episodeImages, int cast, int inherited,
            int crew) {
    }

    @Query("SELECT kind, count(*) AS items FROM media_items GROUP BY kind")
    List<KindCount> countByKind();

    @Query("SELECT count(*) FROM people")
    int countPeople();

    @Query(SAMPLE + """
                    SELECT (SELECT count(*) FROM sample) AS items,
                      (SELECT count(*) FROM sample JOIN credits ON owner_id = id WHERE role = 'CAST') AS cast,
                      (SELECT count(*) FROM sample JOIN credits ON owner_id = id WHERE role = 'CREW') AS crew,
                      (SELECT count(*) FROM sample JOIN images ON owner_id = id) AS images""")
    OfMedia ofMedia(MediaKind kind);

    @Query(SAMPLE
            + """
              , s AS MATERIALIZED (SELECT seasons.id FROM sample JOIN seasons ON series_id = sample.id)
              , e AS MATERIALIZED (SELECT episodes.id, series_id FROM sample JOIN episodes ON series_id = sample.id)
              SELECT (SELECT count(*) FROM sample) AS series, (SELECT count(*) FROM s) AS seasons,
                (SELECT count(*) FROM s JOIN images ON owner_id = s.id) AS season_images,
                (SELECT count(*) FROM e) AS episodes,
                (SELECT count(*) FROM e JOIN images ON owner_id = e.id) AS episode_images,
                (SELECT count(*) FROM e JOIN credits ON owner_id = e.id WHERE role = 'CAST') AS cast,
                (SELECT count(*) FROM e JOIN credits ON owner_id = e.series_id WHERE role = 'CAST'
                   AND NOT EXISTS (SELECT 1 FROM credits c WHERE c.owner_id = e.id AND c.role = 'CAST')) AS inherited,
                (SELECT count(*) FROM e JOIN credits ON owner_id = e.id WHERE role = 'CREW') AS crew""")
    OfSeries ofSeries(MediaKind kind);

    /**
     * {@return the average number of items that a person is credited in; the average is over credits, so people with
     * many credits weigh more}
     */
    @Query("""
           WITH sample AS MATERIALIZED (SELECT person_id
             FROM (SELECT * FROM (SELECT id FROM media_items WHERE kind = 'SERIES' ORDER BY sort_key, id LIMIT 25) AS series
               UNION ALL SELECT * FROM (SELECT id FROM media_items WHERE kind = 'MOVIE' ORDER BY sort_key, id LIMIT 25) AS movies
               UNION ALL SELECT * FROM (SELECT id FROM media_items WHERE kind = 'ALBUM' ORDER BY sort_key, id LIMIT 25) AS albums
               UNION ALL SELECT * FROM (SELECT id FROM media_items WHERE kind = 'BOOK' ORDER BY sort_key, id LIMIT 25) AS books)
               AS media JOIN credits ON owner_id = id LIMIT 1000)
           SELECT coalesce(avg((SELECT count(DISTINCT coalesce(e.series_id, c.owner_id)) FROM credits c
             LEFT JOIN episodes e ON e.id = c.owner_id WHERE c.person_id = sample.person_id)), 0.0) FROM sample""")
    double itemsOfAPerson();
}
