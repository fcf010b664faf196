package org.reelgraph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is requested: a series with seasons, episodes and cast (W1), and also each episode's cast (W2). */
public enum Workload {

    W1(""), W2(", 'cast', json(" + cast("e") + ")");

    private final String ofEpisode;

    Workload(String ofEpisode) {
        this.ofEpisode = ofEpisode;
    }

    /** {@return the GraphQL document} */
    public String document() {
        try {
            return Files.readString(Path.of("src", "bench", "queries", name() + ".graphql")).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the statement that builds the same response for a series's row id} */
    String floor() {
        var episodes = """
                       (SELECT json_group_array(json_object('id', e.id, 'number', e.number, 'title', e.title,
                          'summary', e.summary, 'airDate', e.aired_on, 'runtime', e.duration_seconds, 'rating', e.rating%s)
                          ORDER BY e.number) FROM episodes e WHERE e.season_id = s.id)"""
                .formatted(ofEpisode);
        var seasons = """
                      (SELECT json_group_array(json_object('id', s.id, 'number', s.number, 'title', s.title,
                         'episodes', json(%s)) ORDER BY s.number = 0, s.number) FROM seasons s WHERE s.series_id = m.id)"""
                .formatted(episodes);
        return """
               SELECT json_object('data', json_object('series', json((SELECT json_object('id', m.id, 'title', m.title,
                  'year', m.year, 'summary', m.summary, 'rating', m.rating, 'seasons', json(%s), 'cast', json(%s))
                  FROM media_items m WHERE m.id = ? AND m.kind = 'SERIES'))))""".formatted(seasons, cast("m"));
    }

    private static String cast(String owner) {
        return """
               (SELECT json_group_array(json_object('ord', c.position, 'character', c.character,
                  'person', json_object('id', p.id, 'name', p.name)) ORDER BY c.position)
                  FROM credits c JOIN people p ON p.id = c.person_id WHERE c.owner_id = %s.id AND c.role = 'CAST')"""
                .formatted(owner);
    }
}
