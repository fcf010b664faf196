package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.reelgraph.graphql.plan.JsonText;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

import static java.util.stream.Collectors.toMap;

/**
 * Reads metadata, apart from the rows they belong to: they can be long, and few ask for them. The columns hold
 * well-formed JSON, whoever writes them (a CHECK sees to it), so that it goes into answers as it is.
 */
@Singleton
public class MetadataReader {

    private static final IdQuery OF_MEDIA = of("media_items");
    private static final IdQuery OF_SEASONS = of("seasons");
    private static final IdQuery OF_EPISODES = of("episodes");

    private record Row(long id, JsonText metadata) {
    }

    private final Statements statements;

    MetadataReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the metadata of those of these items that have any, by their ids} */
    public Map<Long, JsonText> ofMedia(Collection<Long> ids) {
        return read(OF_MEDIA, ids);
    }

    /** {@return the metadata of those of these seasons that have any, by their ids} */
    public Map<Long, JsonText> ofSeasons(Collection<Long> ids) {
        return read(OF_SEASONS, ids);
    }

    /** {@return the metadata of those of these episodes that have any, by their ids} */
    public Map<Long, JsonText> ofEpisodes(Collection<Long> ids) {
        return read(OF_EPISODES, ids);
    }

    private Map<Long, JsonText> read(IdQuery query, Collection<Long> ids) {
        return Rows.find(statements, query, ids, row -> new Row(row.getLong(1), new JsonText(Rows.text(row, 2))))
                .stream().collect(toMap(Row::id, Row::metadata));
    }

    private static IdQuery of(String table) {
        return IdQuery.of("SELECT id, metadata FROM " + table + " WHERE id = :id AND metadata IS NOT NULL");
    }
}
