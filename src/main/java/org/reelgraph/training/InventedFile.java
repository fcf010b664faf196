package org.reelgraph.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.reelgraph.imports.InventedTitles;

/**
 * A file of invented titles in Reelgraph's own format: series of 30 episodes, and half as many movies. One of ten series
 * has guests in its episodes.
 *
 * @param prefix the beginning of its rating keys
 * @param series how many series it has
 */
public record InventedFile(String prefix, int series) {

    /** What is imported as a job of the server. */
    static final InventedFile FIRST = new InventedFile("first-", 150);
    /** What is imported by a command. */
    public static final InventedFile SECOND = new InventedFile("second-", 200);
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    private static final int SEASONS = 3;
    private static final int EPISODES = 10;

    /** Writes it, with the folder that it is in. */
    public void write(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        try (var file = Files.newBufferedWriter(path)) {
            var titles = new InventedTitles(prefix.hashCode(), prefix);
            for (var i = 0; i < series; i++) {
                write(file, "SERIES", seriesOf(titles, i));
            }
            for (var i = 0; i < series / 2; i++) {
                write(file, "MOVIE", titles.movie(series + i, i));
            }
        }
    }

    /** {@return a series with its episodes, as a mutation takes it} */
    static Map<String, Object> seriesOf(InventedTitles titles, int number) {
        var item = titles.series(number);
        item.put("seasons", titles.seasons(SEASONS, EPISODES, number % EPISODES == 0 ? 2 : 0));
        return item;
    }

    private static void write(Writer file, String kind, Map<String, Object> item) throws IOException {
        item.put("kind", kind);
        file.append(JSON.writeValueAsString(item)).append('\n');
    }
}
