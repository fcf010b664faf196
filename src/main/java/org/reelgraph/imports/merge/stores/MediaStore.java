package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to media items on the writer's connection. Lists are passed as JSON arrays. */
@SqlRepository("writer")
public interface MediaStore extends CrudRepository<MediaItem, Long> {

    /** {@return the ids of a source's items of these kinds} */
    @Query("SELECT id FROM media_items WHERE source = :source AND kind" + JsonArray.IN_EACH + ":kinds" + JsonArray.END
            + " ORDER BY id")
    List<Long> findIds(String source, String kinds);

    /** {@return the items with these ids, by id} */
    @Query("SELECT * FROM media_items WHERE id" + JsonArray.IN_IDS + " ORDER BY id")
    List<MediaItem> findByIds(String ids);

    /** {@return whether the source has any items} */
    boolean existsBySource(String source);

    /** {@return the items of a source that have any of these keys} */
    @Query("SELECT * FROM media_items WHERE id IN ("
            + " SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND rating_key" + JsonArray.IN_EACH + ":ratingKeys" + JsonArray.END
            + " UNION SELECT media_id FROM further_rating_keys WHERE source = :source AND kind = :kind"
            + " AND rating_key" + JsonArray.IN_EACH + ":ratingKeys" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND imdb" + JsonArray.IN_EACH + ":imdb" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND tmdb" + JsonArray.IN_EACH + ":tmdb" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND tvdb" + JsonArray.IN_EACH + ":tvdb" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND plex" + JsonArray.IN_EACH + ":plex" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND musicbrainz" + JsonArray.IN_EACH + ":musicbrainz" + JsonArray.END
            + " UNION SELECT id FROM media_items WHERE source = :source AND kind = :kind"
            + " AND isbn" + JsonArray.IN_EACH + ":isbn" + JsonArray.END + ")")
    List<MediaItem> findByKeys(String source, MediaKind kind, String ratingKeys, String imdb, String tmdb, String tvdb,
            String plex, String musicbrainz, String isbn);

    /** {@return the items of a source that have one of these titles and no key} */
    @Query("SELECT * FROM media_items"
            + " WHERE source = :source AND kind = :kind AND title" + JsonArray.IN_EACH + ":titles" + JsonArray.END
            + " AND rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL"
            + " AND musicbrainz IS NULL AND isbn IS NULL")
    List<MediaItem> findWithoutKey(String source, MediaKind kind, String titles);

    /** Updates items that differ only in texts, which leaves the many indexes on other columns alone. */
    @Query("UPDATE media_items SET sort_title = :sortTitle, original_title = :originalTitle, summary = :summary,"
            + " tagline = :tagline, metadata = :metadata, updated_at = :updatedAt WHERE id = :id")
    void updateTexts(List<MediaItem> items);

    /** Clears the keys of these items, so that updates can swap them. */
    @Query("UPDATE media_items SET rating_key = NULL, imdb = NULL, tmdb = NULL, tvdb = NULL, plex = NULL,"
            + " musicbrainz = NULL, isbn = NULL"
            + " WHERE id" + JsonArray.IN_IDS)
    void freeKeys(String ids);
}
