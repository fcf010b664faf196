package org.reelgraph.imports.merge.stores;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.EpisodeReader;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Access to episodes on the writer's connection. */
@Singleton
public class EpisodeStore {

    private static final String COLUMNS = "rating_key, title, summary, aired_on, duration_seconds, rating,"
            + " imdb, tmdb, tvdb, plex, metadata, updated_at, number, added_at, season_id, season_number";
    private static final String FIND = "SELECT " + EpisodeReader.COLUMNS.names()
            + ", metadata FROM episodes WHERE series_id" + JsonArray.IN;
    private static final String INSERT = "INSERT INTO episodes (" + COLUMNS
            + ", id, series_id, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE episodes SET (" + COLUMNS
            + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?";
    private static final String FREE_NUMBERS = "UPDATE episodes SET number = NULL WHERE id" + JsonArray.IN;
    private static final String DELETE = "DELETE FROM episodes WHERE id" + JsonArray.IN;

    private final JdbcOperations operations;

    EpisodeStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the episodes of these series} */
    public List<WithMetadata<Episode>> findBySeries(String seriesIds) {
        return Rows.read(operations::prepareStatement, FIND, seriesIds,
                row -> new WithMetadata<>(EpisodeReader.COLUMNS.reader().read(row), Rows.textOrNull(row, 19)));
    }

    /** Adds episodes. */
    public void insert(List<WithMetadata<Episode>> episodes) {
        Rows.write(operations, INSERT, episodes, (statement, each) -> {
            bind(statement, each);
            var episode = each.row();
            statement.setLong(18, episode.seriesId());
            Rows.set(statement, 19, episode.createdAt());
        });
    }

    /** Overwrites the fields of episodes. */
    public void update(List<WithMetadata<Episode>> episodes) {
        Rows.write(operations, UPDATE, episodes, EpisodeStore::bind);
    }

    /** Clears the numbers of episodes, so that updates can swap them. */
    public void freeNumbers(String ids) {
        write(FREE_NUMBERS, ids);
    }

    /** Removes episodes. */
    public void deleteByIds(String ids) {
        write(DELETE, ids);
    }

    private void write(String sql, String ids) {
        Rows.write(operations, sql, List.of(ids), (statement, all) -> statement.setString(1, all));
    }

    private static void bind(PreparedStatement statement, WithMetadata<Episode> each) throws SQLException {
        var episode = each.row();
        statement.setString(1, episode.ratingKey());
        statement.setString(2, episode.title());
        statement.setString(3, episode.summary());
        Rows.set(statement, 4, episode.airedOn());
        Rows.set(statement, 5, episode.durationSeconds());
        Rows.set(statement, 6, episode.rating());
        statement.setString(7, episode.externalIds().imdb());
        statement.setString(8, episode.externalIds().tmdb());
        statement.setString(9, episode.externalIds().tvdb());
        statement.setString(10, episode.externalIds().plex());
        statement.setString(11, each.metadata());
        Rows.set(statement, 12, episode.updatedAt());
        Rows.set(statement, 13, episode.number());
        Rows.set(statement, 14, episode.addedAt());
        statement.setLong(15, episode.seasonId());
        statement.setInt(16, episode.seasonNumber());
        statement.setLong(17, episode.id());
    }
}
