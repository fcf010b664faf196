package org.reelgraph.imports.merge.stores;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Which external ids the server of a connection named last, on the writer's connection. An item's others come from elsewhere. */
@Singleton
public class SourceIdStore {

    private static final String FIND = "SELECT media_id, imdb, tmdb, tvdb, plex FROM source_ids WHERE media_id"
            + JsonArray.IN;
    private static final String SAVE = "INSERT INTO source_ids (media_id, imdb, tmdb, tvdb, plex) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (media_id) DO UPDATE SET imdb = excluded.imdb, tmdb = excluded.tmdb, tvdb = excluded.tvdb,"
            + " plex = excluded.plex";

    private final JdbcOperations operations;

    SourceIdStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the ids of those of these items that a server has described} */
    public Map<Long, ExternalIds> find(Collection<Long> media) {
        var found = new HashMap<Long, ExternalIds>();
        if (!media.isEmpty()) {
            Rows.read(operations::prepareStatement, FIND, JsonArray.ofIds(media),
                    row -> Map.entry(row.getLong(1), ExternalIds.of(Rows.textOrNull(row, 2), Rows.textOrNull(row, 3),
                            Rows.textOrNull(row, 4), Rows.textOrNull(row, 5))))
                    .forEach(each -> found.put(each.getKey(), each.getValue()));
        }
        return found;
    }

    /** Keeps the ids of items. */
    public void save(Collection<Entry<Long, ExternalIds>> ids) {
        Rows.write(operations, SAVE, List.copyOf(ids), (statement, each) -> {
            statement.setLong(1, each.getKey());
            statement.setString(2, each.getValue().imdb());
            statement.setString(3, each.getValue().tmdb());
            statement.setString(4, each.getValue().tvdb());
            statement.setString(5, each.getValue().plex());
        });
    }
}
