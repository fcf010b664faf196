package org.reelgraph.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there even if the machine fails. */
public final class DurableFile {

    private DurableFile() {
    }

    /** Returns once the disk has what a file holds. */
    public static void force(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Returns once the disk has the names in a folder. */
    public static void forceNames(Path folder) throws IOException {
        force(folder, StandardOpenOption.READ);
    }

    /** Puts a file in the place of another one in the same folder, in one step. Returns once the disk has the names. */
    public static void replace(Path file, Path other) throws IOException {
        Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
        forceNames(other.resolveSibling(""));
    }

    private static void force(Path path, OpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
