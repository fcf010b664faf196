package org.reelgraph.catalog.media;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.storage.sql.Rows;

import static org.reelgraph.catalog.ids.ExternalIdScheme.IMDB;
import static org.reelgraph.catalog.ids.ExternalIdScheme.ISBN;
import static org.reelgraph.catalog.ids.ExternalIdScheme.MUSICBRAINZ;
import static org.reelgraph.catalog.ids.ExternalIdScheme.PLEX;
import static org.reelgraph.catalog.ids.ExternalIdScheme.TMDB;
import static org.reelgraph.catalog.ids.ExternalIdScheme.TVDB;

/** Access to all stored external ids on the writer's connection. */
@Singleton
class ExternalIdWriter {

    /** A table with external ids. */
    enum Owner {
        MEDIA("media_items", "lower(kind)", "title",
                "other.source = media_items.source AND other.kind = media_items.kind"
                        + " AND coalesce(other.edition, '') = coalesce(media_items.edition, '')",
                List.of(IMDB, TMDB, TVDB, PLEX, MUSICBRAINZ, ISBN)), //
        SEASON("seasons", "'season'", "title", "FALSE", List.of(IMDB, TMDB, TVDB, PLEX)), //
        EPISODE("episodes", "'episode'", "title", "FALSE", List.of(IMDB, TMDB, TVDB, PLEX)), //
        PERSON("people", "'person'", "name", "TRUE", List.of(IMDB, TMDB, TVDB, PLEX));

        private final String table;
        private final String prefix;
        private final String name;
        private final String competes;
        private final List<ExternalIdScheme> schemes;

        /** @param competes whether no two rows, this and another, may have the same id */
        Owner(String table, String prefix, String name, String competes, List<ExternalIdScheme> schemes) {
            this.table = table;
            this.prefix = prefix;
            this.name = name;
            this.competes = competes;
            this.schemes = schemes;
        }

        /** {@return the schemes of the rows' ids} */
        List<ExternalIdScheme> schemes() {
            return schemes;
        }
    }

    /**
     * An id of a row.
     *
     * @param prefix the prefix of the row's global id
     * @param name   the row's title or name
     */
    record Stored(Owner owner, ExternalIdScheme scheme, long rowId, String prefix, @Nullable String name,
            String value) {
    }

    private final JdbcOperations operations;

    ExternalIdWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Records the version of the rules by which the ids are made canonical. */
    void noteVersion(String version) {
        Rows.write(operations, "INSERT INTO data_versions (name, version) VALUES ('external_ids', ?)"
                + " ON CONFLICT (name) DO UPDATE SET version = excluded.version", List.of(version),
                (statement, row) -> statement.setString(1, row));
    }

    /** {@return the first ids of a scheme in rows after this one, by row} */
    List<Stored> findAfter(Owner owner, ExternalIdScheme scheme, long rowId, int most) {
        var sql = "SELECT id, %1$s, %2$s, %3$s FROM %4$s WHERE id > ? AND %3$s IS NOT NULL ORDER BY id LIMIT ?"
                .formatted(owner.prefix, owner.name, scheme.fieldName(), owner.table);
        return Rows.read(operations::prepareStatement, sql, List.of(rowId, most),
                row -> new Stored(owner, scheme, row.getLong(1),
                        Rows.text(row, 2), Rows.textOrNull(row, 3), Rows.text(row, 4)));
    }

    /**
     * Replaces an id, unless another row has the new one.
     *
     * @return whether it was replaced
     */
    boolean replace(Stored stored, @Nullable String value, long now) {
        var sql = """
                  UPDATE %1$s SET %2$s = ?, updated_at = ? WHERE id = ? AND NOT EXISTS (
                    SELECT 1 FROM %1$s AS other WHERE other.%2$s = ? AND other.id <> %1$s.id AND %3$s)"""
                .formatted(stored.owner().table, stored.scheme().fieldName(), stored.owner().competes);
        return operations.prepareStatement(sql, statement -> {
            statement.setString(1, value);
            statement.setLong(2, now);
            statement.setLong(3, stored.rowId());
            statement.setString(4, value);
            return statement.executeUpdate();
        }) == 1;
    }
}
