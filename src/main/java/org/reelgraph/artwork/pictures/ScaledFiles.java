package org.reelgraph.artwork.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.StorageException;

/** Files that can be made again, of which those go that weren't asked for the longest, once they take too much room. */
final class ScaledFiles {

    private static final int PREFIX = 2;

    private final Path folder;
    private final long most;
    // From the one that wasn't asked for the longest on; filled when the first one is asked for.
    private final Map<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private boolean isRead;
    private long bytes;

    ScaledFiles(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    private record Found(String name, long size, long modified) {
    }

    /** {@return a file, if it is there} */
    synchronized Optional<Path> find(String name) {
        read();
        if (sizes.get(name) == null) {
            return Optional.empty();
        }
        var file = place(name);
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        // Somebody has emptied the folder.
        forget(name);
        return Optional.empty();
    }

    /** Adds a file, which is moved; {@return where it is now} */
    synchronized Path add(String name, Path draft) {
        read();
        var file = place(name);
        try {
            var size = Files.size(draft);
            Files.createDirectories(folder.resolve(name.substring(0, PREFIX)));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            forget(name);
            sizes.put(name, size);
            bytes += size;
        } catch (IOException e) {
            PictureFolder.delete(draft);
            throw StorageException.of("No scaled picture can be kept in " + folder.toAbsolutePath(), e);
        }
        makeRoom();
        return file;
    }

    /** {@return how many bytes they take} */
    synchronized long bytes() {
        read();
        return bytes;
    }

    // Except for the newest one, which somebody waits for.
    private void makeRoom() {
        while (bytes > most && sizes.size() > 1) {
            var oldest = sizes.keySet().iterator().next();
            PictureFolder.delete(place(oldest));
            forget(oldest);
        }
    }

    private void forget(String name) {
        var size = sizes.remove(name);
        bytes -= size == null ? 0 : size;
    }

    private Path place(String name) {
        return folder.resolve(name.substring(0, PREFIX)).resolve(name);
    }

    private void read() {
        if (isRead || !Files.isDirectory(folder)) {
            isRead = true;
            return;
        }
        try (var files = Files.walk(folder, 2)) {
            files.filter(Files::isRegularFile).map(ScaledFiles::found).sorted(Comparator.comparing(Found::modified))
                    .forEach(file -> {
                        sizes.put(file.name, file.size);
                        bytes += file.size;
                    });
            isRead = true;
            // There may be less than before.
            makeRoom();
        } catch (IOException e) {
            throw StorageException.of("The scaled pictures in " + folder.toAbsolutePath() + " can't be listed", e);
        }
    }

    private static Found found(Path file) {
        try {
            return new Found(file.getFileName().toString(), Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            return new Found(file.getFileName().toString(), 0, 0); // it is gone
        }
    }
}
