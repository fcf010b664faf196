package org.reelgraph.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.LargeLibrary;
import org.reelgraph.testing.Library;
import org.reelgraph.testing.Trees;

/**
 * A data folder with a library of a certain size, created once by the import command.
 *
 * @param folder the data folder
 * @param ids    the row ids of its series
 */
record Store(Path folder, List<Long> ids) {

    /** {@return the folder of a library with this many series} */
    static Store of(int series) {
        var folder = Path.of("target", "bench", "library-" + series);
        if (!Files.exists(folder)) {
            var loading = Path.of(folder + ".loading");
            importInto(loading, lines(new Library(series), 1, loading.resolve("library.jsonl")));
            move(loading, folder);
        }
        return in(folder);
    }

    /** {@return the folder of a very large library} */
    static Path large(String name, int series, int movies) {
        var folder = Path.of("target", "bench", name);
        if (!Files.exists(folder.resolve("reelgraph.db"))) {
            try {
                Files.createDirectories(folder);
                var file = folder.resolve("library.jsonl");
                LargeLibrary.write(file, series, movies);
                importInto(folder, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** {@return a new copy, which may be modified} */
    Store copy() {
        var copy = Path.of(folder + ".copy");
        try {
            Files.createDirectories(copy);
            for (var suffix : List.of("-wal", "-shm")) {
                Files.deleteIfExists(copy.resolve("reelgraph.db" + suffix));
            }
            Files.copy(folder.resolve("reelgraph.db"), copy.resolve("reelgraph.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            return new Store(copy, ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the store in a folder} */
    static Store in(Path folder) {
        return new Store(folder, ids(folder));
    }

    /** Puts a file {@code more.jsonl} with this many further series into the import folder. */
    void putForImport(int series) {
        var first = ids.size() + 1;
        lines(new Library(first + series - 1), first, folder.resolve("import").resolve("more.jsonl"));
    }

    /** Imports a file with the command line and waits until it has ended. */
    static void importInto(Path folder, Path file) {
        try {
            Files.createDirectories(folder);
            var command = new ProcessBuilder(Subject.java(Subject.JVM_OPTIONS, "-jar", "target/reelgraph.jar",
                    "import", file.toString(), "--format", "JSON_LINES"));
            command.environment().put("REELGRAPH_DATA_DIR", folder.toString());
            var exit = command.redirectErrorStream(true).redirectOutput(new java.io.File("target/bench/import.log"))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("The import failed; see target/bench/import.log");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path lines(Library library, int first, Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                IntStream.rangeClosed(first, library.series()).forEach(number -> write(out, library, number));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BufferedWriter out, Library library, int number) {
        try {
            out.write(GraphQlClient.write(Trees.with(library.series(number), "kind", "SERIES")));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> ids(Path folder) {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reelgraph.db"));
                var statement = database.createStatement();
                var rows = statement
                        .executeQuery("SELECT id FROM media_items WHERE kind = 'SERIES' ORDER BY id % 1009, id")) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
