package org.reelgraph.imports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.Person;

/** People as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PersonStore extends CrudRepository<Person, Long> {

    /** {@return the people who have any of these ids} */
    @Query("""
           SELECT * FROM people WHERE id IN (
             SELECT id FROM people WHERE imdb IN (SELECT value FROM json_each(:imdb))
             UNION SELECT id FROM people WHERE tmdb IN (SELECT value FROM json_each(:tmdb))
             UNION SELECT id FROM people WHERE tvdb IN (SELECT value FROM json_each(:tvdb))
             UNION SELECT id FROM people WHERE plex IN (SELECT value FROM json_each(:plex)))""")
    List<Person> findByExternalIds(String imdb, String tmdb, String tvdb, String plex);

    /** {@return the people of these ids} */
    @Query("SELECT * FROM people WHERE id IN (SELECT value FROM json_each(:ids))")
    List<Person> findByIds(String ids);

    /** {@return the people of these names} */
    @Query("SELECT * FROM people WHERE name IN (SELECT value FROM json_each(:names))")
    List<Person> findByNames(String names);

    /** Takes the ids off these people, so that their updates can exchange them. */
    @Query("UPDATE people SET imdb = NULL, tmdb = NULL, tvdb = NULL, plex = NULL"
            + " WHERE id IN (SELECT value FROM json_each(:ids))")
    void freeIds(String ids);

    /** Removes those of these people that only a name told apart and no credit names any more. */
    @Query("""
           DELETE FROM people WHERE id IN (SELECT value FROM json_each(:ids))
             AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL
             AND NOT EXISTS (SELECT 1 FROM credits WHERE credits.person_id = people.id)""")
    void deleteForgotten(String ids);
}
