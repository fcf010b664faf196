package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.reelgraph.catalog.Episode;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to episodes on the writer's connection. */
@SqlRepository("writer")
public abstract class EpisodeStore implements GenericRepository<Episode, Long> {

    private static final String COLUMNS = "rating_key, title, summary, aired_on, duration_seconds, rating,"
            + " imdb, tmdb, tvdb, plex, metadata, updated_at, number, added_at";
    private static final String FIND = "SELECT " + COLUMNS + ", id, series_id, season_id, season_number,"
            + " created_at FROM episodes WHERE series_id" + JsonArray.IN;
    private static final String INSERT = "INSERT INTO episodes (" + COLUMNS
            + ", id, series_id, season_id, season_number, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE episodes SET (" + COLUMNS
            + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?";

    private final JdbcOperations operations;

    EpisodeStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the episodes of these series} */
    public List<Episode> findBySeries(String seriesIds) {
        return Rows.read(operations, FIND, seriesIds, EpisodeStore::read);
    }

    /** Adds episodes. */
    public void insert(List<Episode> episodes) {
        Rows.write(operations, INSERT, episodes, (statement, episode) -> {
            bind(statement, episode);
            statement.setLong(16, episode.seriesId());
            statement.setLong(17, episode.seasonId());
            statement.setInt(18, episode.seasonNumber());
            Rows.set(statement, 19, episode.createdAt());
        });
    }

    /** Overwrites the fields of episodes. */
    public void update(List<Episode> episodes) {
        Rows.write(operations, UPDATE, episodes, EpisodeStore::bind);
    }

    /** Clears the numbers of episodes, so that updates can swap them. */
    @Query("UPDATE episodes SET number = NULL WHERE id" + JsonArray.IN_IDS)
    public abstract void freeNumbers(String ids);

    /** Removes episodes. */
    @Query("DELETE FROM episodes WHERE id" + JsonArray.IN_IDS)
    public abstract void deleteByIds(String ids);

    private static void bind(PreparedStatement statement, Episode episode) throws SQLException {
        statement.setString(1, episode.ratingKey());
        statement.setString(2, episode.title());
        statement.setString(3, episode.summary());
        Rows.set(statement, 4, episode.airedOn());
        Rows.set(statement, 5, episode.durationSeconds());
        Rows.set(statement, 6, episode.rating());
        statement.setString(7, episode.imdb());
        statement.setString(8, episode.tmdb());
        statement.setString(9, episode.tvdb());
        statement.setString(10, episode.plex());
        statement.setString(11, episode.metadata());
        Rows.set(statement, 12, episode.updatedAt());
        Rows.set(statement, 13, episode.number());
        Rows.set(statement, 14, episode.addedAt());
        statement.setLong(15, episode.id());
    }

    private static Episode read(ResultSet row) throws SQLException {
        return new Episode(row.getLong(15), row.getLong(16), row.getLong(17), row.getInt(18), Rows.integer(row, 13),
                Rows.text(row, 1), Rows.text(row, 2), Rows.text(row, 3), Rows.day(row, 4), Rows.integer(row, 5),
                Rows.decimal(row, 6), Rows.instantOrNull(row, 14), Rows.text(row, 7), Rows.text(row, 8),
                Rows.text(row, 9), Rows.text(row, 10), Rows.text(row, 11), Rows.instant(row, 19),
                Rows.instant(row, 12));
    }
}
