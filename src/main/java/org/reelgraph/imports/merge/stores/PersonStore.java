package org.reelgraph.imports.merge.stores;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonReader;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/** Access to people on the writer's connection. Lists are passed as JSON arrays. */
@Singleton
public class PersonStore {

    private static final String FIND = "SELECT " + PersonReader.COLUMNS.names() + " FROM people ";
    private static final String BY_IDS = FIND + "WHERE id" + JsonArray.IN;
    private static final String BY_EXTERNAL_IDS = FIND + Stream.of("imdb", "tmdb", "tvdb", "plex")
            .map(scheme -> "SELECT id FROM people WHERE " + scheme + JsonArray.IN)
            .collect(Collectors.joining(" UNION ", "WHERE id IN (", ")"));
    private static final String BY_NAMES = FIND + "WHERE name" + JsonArray.IN;
    private static final String INSERT = """
                                         INSERT INTO people (name, imdb, tmdb, tvdb, plex, updated_at, created_at, sort_key,
                                           folded_name, images, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
                                         UPDATE people SET (name, imdb, tmdb, tvdb, plex, updated_at, created_at, sort_key,
                                           folded_name, images) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?""";
    private static final String FREE_IDS = "UPDATE people SET imdb = NULL, tmdb = NULL, tvdb = NULL, plex = NULL"
            + " WHERE id" + JsonArray.IN;
    private static final String DELETE_FORGOTTEN = "DELETE FROM people WHERE id" + JsonArray.IN
            + " AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL"
            + " AND NOT EXISTS (SELECT 1 FROM credits WHERE credits.person_id = people.id)";

    private final JdbcOperations operations;
    private final SortKeys sortKeys;

    PersonStore(@Named("writer") JdbcOperations operations, SortKeys sortKeys) {
        this.operations = operations;
        this.sortKeys = sortKeys;
    }

    /** {@return the people with any of these external ids} */
    public List<Person> findByExternalIds(String imdb, String tmdb, String tvdb, String plex) {
        return Rows.read(operations::prepareStatement, BY_EXTERNAL_IDS, List.of(imdb, tmdb, tvdb, plex),
                PersonReader.COLUMNS.reader());
    }

    /** {@return the people with these ids} */
    public List<Person> findByIds(String ids) {
        return Rows.read(operations::prepareStatement, BY_IDS, ids, PersonReader.COLUMNS.reader());
    }

    /** {@return the people with these names} */
    public List<Person> findByNames(String names) {
        return Rows.read(operations::prepareStatement, BY_NAMES, names, PersonReader.COLUMNS.reader());
    }

    /** Adds people. */
    public void insert(List<Person> people) {
        write(INSERT, people);
    }

    /** Overwrites the fields of people. */
    public void update(List<Person> people) {
        write(UPDATE, people);
    }

    /** Clears the external ids of these people, so that updates can swap them. */
    public void freeIds(String ids) {
        Rows.write(operations, FREE_IDS, List.of(ids), (statement, all) -> statement.setString(1, all));
    }

    /** Removes those of these people who have no external ids and no credits left. */
    public void deleteForgotten(String ids) {
        Rows.write(operations, DELETE_FORGOTTEN, List.of(ids), (statement, all) -> statement.setString(1, all));
    }

    private void write(String sql, List<Person> people) {
        Rows.write(operations, sql, people, (statement, person) -> {
            statement.setString(1, person.name());
            statement.setString(2, person.externalIds().imdb());
            statement.setString(3, person.externalIds().tmdb());
            statement.setString(4, person.externalIds().tvdb());
            statement.setString(5, person.externalIds().plex());
            Rows.set(statement, 6, person.updatedAt());
            Rows.set(statement, 7, person.createdAt());
            statement.setString(8, sortKeys.of(person.name()));
            statement.setString(9, sortKeys.comparable(person.name()));
            statement.setString(10, JsonList.write(person.pictures()));
            statement.setLong(11, person.id());
        });
    }
}
