package org.reelgraph.artwork.pictures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.reelgraph.storage.StorageException;

/** Pictures in the sizes in which they are shown: each is made once, when it is asked for first, and kept for a while. */
@Singleton
public class ScaledPictures {

    private static final int MOST_KNOWN = 10_000;
    private static final int LOCKS = 64;
    private static final float QUALITY = 0.85f;

    private final PictureFolder folder;
    private final PictureDecoder decoder;
    private final PictureWork work;
    private final PictureSettings settings;
    private final ScaledFiles files;
    private final Cache<String, Original> originals = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    // Who waits for a picture that somebody else is making takes no place of others.
    private final ReentrantLock[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock())
            .toArray(ReentrantLock[]::new);

    /** A picture as it is kept. */
    private record Original(PictureType type, int width, int height, boolean isAnimated) {

        private boolean isShownAsItIs(PictureSize size) {
            return type == PictureType.AVIF || isAnimated || size.isOriginal(width, height);
        }
    }

    ScaledPictures(PictureFolder folder, PictureDecoder decoder, PictureWork work, PictureSettings settings) {
        this.folder = folder;
        this.decoder = decoder;
        this.work = work;
        this.settings = settings;
        this.files = new ScaledFiles(folder.scaled(), settings.mostCached());
    }

    /**
     * {@return the file of a picture in a size; empty if the picture isn't here}
     *
     * @param onWork called before a picture is scaled, and may forbid it by an exception
     */
    public Optional<Path> find(String hash, PictureSize size, Runnable onWork) {
        var kept = folder.find(hash);
        return kept.isEmpty() || size.equals(PictureSize.ORIGINAL)
                ? kept
                : Optional.of(files.find(hash + size.name()).orElseGet(() -> made(kept.get(), hash, size, onWork)));
    }

    /** {@return whether a picture is here} */
    public boolean has(String hash) {
        return folder.find(hash).isPresent();
    }

    private Path made(Path kept, String hash, PictureSize size, Runnable onWork) {
        var name = hash + size.name();
        try {
            var original = originals.getIfPresent(hash);
            if (original == null) {
                original = read(kept);
                originals.put(hash, original);
            }
            return original.isShownAsItIs(size) ? kept : made(kept, name, original, size, onWork);
        } catch (IOException e) {
            throw StorageException.of("The picture " + hash + " can't be scaled", e);
        } catch (RefusedPictureException e) {
            // It could be decoded when it came, so its file was changed since.
            throw new StorageException("The picture " + kept + " is damaged: " + e.getMessage());
        }
    }

    private Path made(Path kept, String name, Original original, PictureSize size, Runnable onWork)
            throws RefusedPictureException, IOException {
        var lock = locks[Math.floorMod(name.hashCode(), LOCKS)];
        lock.lock();
        try {
            var meanwhile = files.find(name);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            onWork.run();
            return work.soon(() -> files.add(name, scaled(kept, original, size)));
        } finally {
            lock.unlock();
        }
    }

    private Original read(Path file) throws RefusedPictureException, IOException {
        try (var arena = Arena.ofConfined(); var channel = FileChannel.open(file)) {
            var bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
            var type = Cleaning.typeOf(bytes);
            var clean = Cleaning.of(type, bytes, settings.mostPixels());
            return new Original(type, clean.width(), clean.height(), clean.isAnimated());
        }
    }

    private Path scaled(Path kept, Original original, PictureSize size) throws RefusedPictureException {
        // Smaller pictures aren't enlarged, but cut to the same shape.
        var whole = size.scale(original.width, original.height);
        var scale = Math.min(1, whole);
        var wide = side(original.width, scale);
        var high = side(original.height, scale);
        var drawn = Drawing.scaled(decoder.decode(kept, original.type, wide, high), wide, high);
        var target = folder.draft();
        Drawing.write(size.isCover() ? cut(drawn, size, scale / whole) : drawn, QUALITY, target);
        return folder.forced(target);
    }

    private static BufferedImage cut(BufferedImage drawn, PictureSize size, double scale) {
        return Drawing.middle(drawn, Math.min(drawn.getWidth(), side(size.width(), scale)),
                Math.min(drawn.getHeight(), side(size.height(), scale)));
    }

    private static int side(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    /** {@return how many bytes scaled pictures take} */
    long cachedBytes() {
        return files.bytes();
    }
}
