package org.reelgraph.imports;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.StorageException;

/** Fills an empty database with invented titles, through the normal import; always with the same ones. */
@Singleton
public class SeedLibrary {

    /** The source of the titles. */
    public static final String SOURCE = "seed";

    private static final int SEED = 1;
    private static final int MOST_SEASONS = 4;

    /** How many titles there are. */
    public enum Size {
        /** 100 titles. */
        S(20, 70, 5),
        /** 5,000 titles. */
        M(500, 4_300, 100),
        /** 100,000 titles. */
        L(10_000, 86_000, 2_000);

        private final int series;
        private final int movies;
        private final int others;

        Size(int series, int movies, int others) {
            this.series = series;
            this.movies = movies;
            this.others = others;
        }

        /** {@return the number of titles} */
        public int titles() {
            return series + movies + 2 * others;
        }
    }

    private final ImportService imports;
    private final MediaRepository media;

    SeedLibrary(ImportService imports, MediaRepository media) {
        this.imports = imports;
        this.media = media;
    }

    /**
     * Fills the database.
     *
     * @param  progress is told how many titles are in it
     * @throws StorageException if it holds any title already
     */
    public void fill(Size size, IntConsumer progress) {
        if (media.countAll() > 0) {
            throw new StorageException("The database holds a library already. Only an empty one is filled.");
        }
        var titles = new InventedTitles(SEED, SOURCE + "-");
        var kinds = List.of(new Kind(MediaKind.SERIES, size.series, number -> series(titles, number)),
                new Kind(MediaKind.MOVIE, size.movies, number -> titles.movie(number, number)),
                new Kind(MediaKind.ALBUM, size.others, titles::album),
                new Kind(MediaKind.BOOK, size.others, titles::book));
        var done = 0;
        for (var kind : kinds) {
            for (var begun = 0; begun < kind.count(); begun += ImportService.MAX_RECORDS) {
                var end = Math.min(kind.count(), begun + ImportService.MAX_RECORDS);
                // No two titles have the same key, of whichever kind.
                imports.importOwn(Actor.COMMAND_LINE, kind.kind(), IntStream.range(done, done + end - begun)
                        .mapToObj(kind.title()).toList(), SOURCE);
                done += end - begun;
                progress.accept(done);
            }
        }
    }

    private record Kind(MediaKind kind, int count, IntFunction<Map<String, Object>> title) {
    }

    private static Map<String, Object> series(InventedTitles titles, int number) {
        var series = titles.series(number);
        series.put("seasons", titles.seasons(1 + number % MOST_SEASONS, 6 + number % 5, number % 10 == 0 ? 2 : 0));
        return series;
    }
}
