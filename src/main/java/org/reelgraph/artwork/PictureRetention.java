package org.reelgraph.artwork;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.artwork.pictures.PictureFolder;
import org.reelgraph.storage.retention.RetentionRule;

/**
 * How long pictures are kept of which there is no image. A file comes before its row and goes before it, so that at worst there
 * is one that no row names; these are looked for in a part of the folder each time, and in all of it within a day.
 */
@Singleton
class PictureRetention implements RetentionRule {

    private final UnusedArtworkStore store;
    private final PictureFolder folder;

    PictureRetention(UnusedArtworkStore store, PictureFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public String contents() {
        return "pictures without an image";
    }

    @Override
    public Duration kept() {
        return Duration.ofDays(1);
    }

    @Override
    public int removeSome(Instant before) {
        var unused = store.findPicturesWithoutImage(before);
        unused.forEach(hash -> folder.delete(hash, before));
        store.deletePictures(unused);
        if (!unused.isEmpty()) {
            return unused.size();
        }
        var old = folder.keptBefore(before);
        var known = store.known(old);
        old.stream().filter(hash -> !known.contains(hash)).forEach(hash -> folder.delete(hash, before));
        folder.deleteDrafts(before);
        return 0;
    }
}
