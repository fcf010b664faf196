package org.reelgraph.artwork.pictures;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.reelgraph.storage.StorageException;

/**
 * The files of pictures, each named by its hash, so that a file never changes. A file is written under another name and gets
 * its own once all of it is on the disk.
 */
@Singleton
public class PictureFolder {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String DRAFTS = "new";
    private static final String SCALED = "scaled";
    private static final int PREFIX = 2;
    private static final int PARTS = 24;

    private final Path folder;

    PictureFolder(PictureSettings settings) {
        folder = settings.folder();
    }

    /** {@return whether a text can be the hash of a picture} */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** {@return the file of a picture, if it is here} */
    public Optional<Path> find(String hash) {
        return Optional.of(hash).filter(PictureFolder::isHash).map(this::place).filter(Files::isRegularFile);
    }

    private Path place(String hash) {
        return folder.resolve(hash.substring(0, PREFIX)).resolve(hash);
    }

    /** {@return where scaled pictures are} */
    Path scaled() {
        return folder.resolve(SCALED);
    }

    /** {@return a new file, to be written and then kept or deleted} */
    Path draft() {
        try {
            return Files.createTempFile(Files.createDirectories(folder.resolve(DRAFTS)), "", "");
        } catch (IOException e) {
            throw StorageException.of("No file can be created in " + folder.toAbsolutePath(), e);
        }
    }

    /**
     * {@return a draft with the content of a stream}
     *
     * @param most how many bytes are copied; whether there were more shows in the size, which is greater by one then
     */
    Path draftOf(InputStream content, long most) throws IOException {
        var draft = draft();
        try (var out = Files.newOutputStream(draft)) {
            var buffer = new byte[1 << 16];
            var left = most + 1;
            for (var count = 0; left > 0 && count >= 0;) {
                count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                out.write(buffer, 0, Math.max(0, count));
                left -= Math.max(0, count);
            }
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** {@return a draft with these bytes, which are on the disk} */
    Path draftOf(List<ByteBuffer> parts) {
        var draft = draft();
        try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            for (var part : parts) {
                for (var rest = part.duplicate(); rest.hasRemaining();) {
                    file.write(rest);
                }
            }
            file.force(true);
            return draft;
        } catch (IOException e) {
            delete(draft);
            throw StorageException.of("The picture can't be written to " + folder.toAbsolutePath(), e);
        }
    }

    /** {@return a draft that was written, once it is on the disk} */
    Path forced(Path draft) {
        try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            file.force(true);
            return draft;
        } catch (IOException e) {
            throw StorageException.of("The picture can't be written to " + folder.toAbsolutePath(), e);
        }
    }

    /** Gives a draft its name. If the picture is here already, it counts as new. */
    void keep(Path draft, String hash) {
        var place = place(hash);
        try {
            var parent = Files.createDirectories(folder.resolve(hash.substring(0, PREFIX)));
            if (Files.exists(place)) {
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
                Files.delete(draft);
            } else {
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
                force(parent);
            }
        } catch (IOException e) {
            delete(draft);
            throw StorageException.of("The picture can't be kept in " + folder.toAbsolutePath(), e);
        }
    }

    // Otherwise the name may be lost though the file isn't. Not every system can do this.
    private static void force(Path parent) {
        try (var channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The next start may miss the file, which the report of artwork then tells.
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The sweep finds it.
        }
    }

    /** Removes the file of a picture, unless it was kept since. */
    public void delete(String hash, Instant before) {
        find(hash).filter(file -> isOlder(file, before)).ifPresent(PictureFolder::delete);
    }

    /** Removes what was written in vain, such as when the server ended meanwhile. */
    public void deleteDrafts(Instant before) {
        files(folder.resolve(DRAFTS)).stream().filter(file -> isOlder(file, before)).forEach(PictureFolder::delete);
    }

    /** {@return pictures that were last kept before: those of a part of the folder, another one each hour} */
    public List<String> keptBefore(Instant before) {
        var hour = before.getEpochSecond() / Duration.ofHours(1).toSeconds() % PARTS;
        return IntStream.range(0, 256).filter(prefix -> prefix % PARTS == hour)
                .mapToObj(prefix -> files(folder.resolve("%02x".formatted(prefix)))).flatMap(List::stream)
                .filter(file -> isOlder(file, before)).map(file -> file.getFileName().toString())
                .filter(PictureFolder::isHash).toList();
    }

    private static List<Path> files(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var files = Files.list(parent)) {
            return files.toList();
        } catch (IOException e) {
            throw StorageException.of("The pictures in " + parent.toAbsolutePath() + " can't be listed", e);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.isRegularFile(file) && Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException e) {
            return false; // it is gone
        }
    }
}
