package org.reelgraph.artwork.fetching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.ImageKey;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;

/**
 * A picture as the source of an item names it.
 *
 * @param mediaId  the item
 * @param title    the item's
 * @param ownerId  what it shows: the item, or one of its seasons, episodes or people
 * @param place    where that is in its source
 * @param hash     of the picture that the library has
 * @param isChosen whether somebody decided for the one that the library has
 * @param fetch    what became of it when it was fetched last
 */
record NamedPicture(long mediaId, String title, long ownerId, Keys place, ImageKind kind, String source,
        String path, Optional<String> hash, boolean isChosen, Optional<Earlier> fetch) {

    private static final int LONGEST_PATH = 2_000;

    /**
     * An earlier attempt.
     *
     * @param attempts how often it failed in a row
     */
    record Earlier(int attempts, Instant triedAt, @Nullable Long jobId) {
    }

    /** What a picture can show. */
    enum Level {
        ITEM, SEASON, EPISODE, PERSON
    }

    /**
     * What a picture shows, by the keys of its source.
     *
     * @param kind of the item
     * @param item the item's
     * @param part that of the season or episode, if it shows one
     */
    record Keys(MediaKind kind, Level level, @Nullable String item, @Nullable String part) {
    }

    /** {@return what tells it apart} */
    ImageKey key() {
        return new ImageKey(ownerId, kind, source, path);
    }

    /** {@return whether a job has fetched it, or tried to} */
    boolean isOf(long jobId) {
        return fetch.filter(last -> Long.valueOf(jobId).equals(last.jobId())).isPresent();
    }

    /** {@return whether its path is longer than the library can tell pictures apart by} */
    boolean isTooLong() {
        return path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
    }

    /** {@return how often it failed in a row} */
    int failures() {
        return fetch.map(Earlier::attempts).orElse(0);
    }
}
