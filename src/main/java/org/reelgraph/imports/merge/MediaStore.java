package org.reelgraph.imports.merge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;

/** Media items as the writer sees them. Lists come as JSON arrays. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MediaStore extends CrudRepository<MediaItem, Long> {

    /** {@return the ids of a source's items of these kinds} */
    @Query("SELECT id FROM media_items WHERE source = :source AND kind IN (SELECT value FROM json_each(:kinds))"
            + " ORDER BY id")
    List<Long> findIds(String source, String kinds);

    /** {@return the items of these ids, by id} */
    @Query("SELECT * FROM media_items WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id")
    List<MediaItem> findByIds(String ids);

    /** {@return whether there is any item of a source} */
    boolean existsBySource(String source);

    /** {@return the items of a source that have any of these keys} */
    @Query("""
           SELECT * FROM media_items WHERE id IN (
             SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND rating_key IN (SELECT value FROM json_each(:ratingKeys))
             UNION SELECT media_id FROM further_rating_keys WHERE source = :source AND kind = :kind
               AND rating_key IN (SELECT value FROM json_each(:ratingKeys))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND imdb IN (SELECT value FROM json_each(:imdb))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND tmdb IN (SELECT value FROM json_each(:tmdb))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND tvdb IN (SELECT value FROM json_each(:tvdb))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND plex IN (SELECT value FROM json_each(:plex))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND musicbrainz IN (SELECT value FROM json_each(:musicbrainz))
             UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind
               AND isbn IN (SELECT value FROM json_each(:isbn)))""")
    List<MediaItem> findByKeys(String source, MediaKind kind, String ratingKeys, String imdb, String tmdb, String tvdb,
            String plex, String musicbrainz, String isbn);

    /** {@return the items of a source that have one of these titles and no key} */
    @Query("""
           SELECT * FROM media_items
           WHERE source = :source AND kind = :kind AND title IN (SELECT value FROM json_each(:titles))
             AND rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL
             AND musicbrainz IS NULL AND isbn IS NULL""")
    List<MediaItem> findWithoutKey(String source, MediaKind kind, String titles);

    /** Writes the texts of items that differ only in them: of the many indexes, those that have other columns are left alone. */
    @Query("UPDATE media_items SET sort_title = :sortTitle, original_title = :originalTitle, summary = :summary,"
            + " tagline = :tagline, metadata = :metadata, updated_at = :updatedAt WHERE id = :id")
    void updateTexts(List<MediaItem> items);

    /** Takes the keys off these items, so that their updates can exchange them. */
    @Query("UPDATE media_items SET rating_key = NULL, imdb = NULL, tmdb = NULL, tvdb = NULL, plex = NULL,"
            + " musicbrainz = NULL, isbn = NULL"
            + " WHERE id IN (SELECT value FROM json_each(:ids))")
    void freeKeys(String ids);
}
