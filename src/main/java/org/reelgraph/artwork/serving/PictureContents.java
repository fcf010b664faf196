package org.reelgraph.artwork.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.artwork.pictures.PictureSize;
import org.reelgraph.artwork.pictures.PictureType;
import org.reelgraph.artwork.pictures.ScaledPictures;

/**
 * What the files of pictures hold. Many look at the same posters, so small files stay in memory while their picture is in
 * the library; for a minute, so that their folder, too, knows which are asked for.
 */
@Singleton
class PictureContents {

    private static final int SMALL = 1 << 20;
    private static final int BEGINNING = 256;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int SHARE_OF_HEAP = 64;

    private final ScaledPictures pictures;
    private final Cache<Key, Content> kept = Caffeine.newBuilder().expireAfterWrite(KEPT)
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
            .weigher((Key key, Content content) -> (int) content.size()).build();

    private record Key(String hash, PictureSize size) {
    }

    /**
     * What a file holds.
     *
     * @param size  how many bytes
     * @param bytes all of them; empty if they are too many for the memory
     */
    record Content(Path file, long size, MediaType type, Optional<byte[]> bytes) {
    }

    PictureContents(ScaledPictures pictures) {
        this.pictures = pictures;
    }

    /**
     * {@return what the file of a picture in a size holds; empty if the picture isn't here}
     *
     * @param onWork called before a picture is scaled, and may forbid it by an exception
     */
    Optional<Content> find(String hash, PictureSize size, Runnable onWork) throws IOException {
        var key = new Key(hash, size);
        var known = kept.getIfPresent(key);
        if (known != null && pictures.has(hash)) {
            return Optional.of(known);
        }
        var content = read(key, onWork);
        content.filter(found -> found.bytes().isPresent()).ifPresent(found -> kept.put(key, found));
        return content;
    }

    private Optional<Content> read(Key key, Runnable onWork) throws IOException {
        try {
            return readOnce(key, onWork);
        } catch (NoSuchFileException e) {
            // It gave way to others just now, and is made once more.
            return readOnce(key, onWork);
        }
    }

    private Optional<Content> readOnce(Key key, Runnable onWork) throws IOException {
        var file = pictures.find(key.hash(), key.size(), onWork);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file.get())) {
            var size = channel.size();
            var isSmall = size <= SMALL;
            var bytes = ByteBuffer.allocate(isSmall ? (int) size : BEGINNING);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until all of it is there.
            }
            return Optional.of(new Content(file.get(), size, typeOf(bytes.flip()),
                    isSmall ? Optional.of(bytes.array()) : Optional.empty()));
        }
    }

    private static MediaType typeOf(ByteBuffer beginning) {
        return PictureType.of(beginning).map(type -> MediaType.of(type.mediaType()))
                .orElse(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    }
}
