package org.reelgraph.imports.merge.stores;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.SeasonReader;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Access to seasons on the writer's connection. */
@Singleton
public class SeasonStore {

    private static final String COLUMNS = "series_id, number, rating_key, title, year, summary, added_at, imdb, tmdb,"
            + " tvdb, plex, metadata, created_at, updated_at";
    private static final String FIND = "SELECT " + SeasonReader.COLUMNS.names()
            + ", metadata FROM seasons WHERE series_id" + JsonArray.IN;
    private static final String INSERT = "INSERT INTO seasons (" + COLUMNS
            + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE seasons SET (" + COLUMNS
            + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?";
    private static final String DELETE = "DELETE FROM seasons WHERE id" + JsonArray.IN;

    private final JdbcOperations operations;

    SeasonStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the seasons of these series} */
    public List<WithMetadata<Season>> findBySeries(String seriesIds) {
        return Rows.read(operations::prepareStatement, FIND, seriesIds,
                row -> new WithMetadata<>(SeasonReader.COLUMNS.reader().read(row), Rows.textOrNull(row, 15)));
    }

    /** Adds seasons. */
    public void insert(List<WithMetadata<Season>> seasons) {
        Rows.write(operations, INSERT, seasons, SeasonStore::bind);
    }

    /** Overwrites the fields of seasons. */
    public void update(List<WithMetadata<Season>> seasons) {
        Rows.write(operations, UPDATE, seasons, SeasonStore::bind);
    }

    /** Removes seasons with their episodes. */
    public void deleteByIds(String ids) {
        Rows.write(operations, DELETE, List.of(ids), (statement, all) -> statement.setString(1, all));
    }

    private static void bind(PreparedStatement statement, WithMetadata<Season> each) throws SQLException {
        var season = each.row();
        statement.setLong(1, season.seriesId());
        statement.setInt(2, season.number());
        statement.setString(3, season.ratingKey());
        statement.setString(4, season.title());
        Rows.set(statement, 5, season.year());
        statement.setString(6, season.summary());
        Rows.set(statement, 7, season.addedAt());
        statement.setString(8, season.externalIds().imdb());
        statement.setString(9, season.externalIds().tmdb());
        statement.setString(10, season.externalIds().tvdb());
        statement.setString(11, season.externalIds().plex());
        statement.setString(12, each.metadata());
        Rows.set(statement, 13, season.createdAt());
        Rows.set(statement, 14, season.updatedAt());
        statement.setLong(15, season.id());
    }
}
