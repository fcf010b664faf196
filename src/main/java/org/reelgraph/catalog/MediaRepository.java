package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads series and movies. Lists of ids come as JSON arrays, see {@link org.reelgraph.storage.JsonArray}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MediaRepository extends GenericRepository<MediaItem, Long> {

    /** {@return the items of these ids, in no order} */
    @Query("SELECT * FROM media_items WHERE id IN (SELECT value FROM json_each(:ids))")
    List<MediaItem> findByIds(String ids);

    /** {@return the items of a kind by sort key, after this place} */
    @Query("SELECT * FROM media_items WHERE kind = :kind AND (sort_key, id) > (:sortKey, :id)"
            + " ORDER BY sort_key, id LIMIT :most")
    List<MediaItem> findPage(MediaKind kind, String sortKey, long id, int most);

    /** {@return how many items of a kind there are} */
    @Query("SELECT count(*) FROM media_items WHERE kind = :kind")
    int countByKind(MediaKind kind);

    /** {@return the items of a source with this rating key: at most one of a kind} */
    @Query("SELECT * FROM media_items WHERE source = :source AND rating_key = :key")
    List<MediaItem> findByRatingKey(String source, String key);

    /** {@return the items of a source with this IMDb id: at most one of a kind} */
    @Query("SELECT * FROM media_items WHERE source = :source AND imdb = :key")
    List<MediaItem> findByImdb(String source, String key);

    /** {@return the items of a source with this TMDB id: at most one of a kind} */
    @Query("SELECT * FROM media_items WHERE source = :source AND tmdb = :key")
    List<MediaItem> findByTmdb(String source, String key);

    /** {@return the items of a source with this TVDB id: at most one of a kind} */
    @Query("SELECT * FROM media_items WHERE source = :source AND tvdb = :key")
    List<MediaItem> findByTvdb(String source, String key);

    /** {@return the items of a source with this Plex guid: at most one of a kind} */
    @Query("SELECT * FROM media_items WHERE source = :source AND plex = :key")
    List<MediaItem> findByPlex(String source, String key);
}
