package org.reelgraph.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.reelgraph.imports.InventedTitles;

/**
 * An invented library of any size in Reelgraph's own format, always the same for the same numbers. The first series has
 * 1,100 episodes with a cast of 20 each, the second has 72 seasons, and the others have 30 episodes.
 */
public final class LargeLibrary {

    private final InventedTitles titles = new InventedTitles(1, "large-");
    private final ObjectMapper json = new ObjectMapper(new JsonFactory());

    private LargeLibrary() {
    }

    /**
     * Writes a library to a file.
     *
     * @param args the file, the number of series, the number of movies
     */
    public static void main(String[] args) throws IOException {
        try (var file = Files.newBufferedWriter(Path.of(args[0]))) {
            new LargeLibrary().write(file, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        }
    }

    /** Writes this many series and movies, one per line. */
    public static void write(Path file, int series, int movies) throws IOException {
        main(new String[]{file.toString(), String.valueOf(series), String.valueOf(movies)});
    }

    private void write(Writer file, int series, int movies) throws IOException {
        for (var i = 0; i < series; i++) {
            var item = titles.series(i);
            item.put("seasons", switch (i) {
                case 0 -> titles.seasons(11, 100, 20);
                case 1 -> titles.seasons(72, 10, 0);
                default -> titles.seasons(1 + i % 3 * 2, 30 / (1 + i % 3 * 2), i % 10 == 0 ? 1 : 0);
            });
            write(file, "SERIES", item);
        }
        for (var i = 0; i < movies; i++) {
            write(file, "MOVIE", titles.movie(series + i, i));
        }
    }

    private void write(Writer file, String kind, Map<String, Object> item) throws IOException {
        item.put("kind", kind);
        file.append(json.writeValueAsString(item)).append('\n');
    }
}
