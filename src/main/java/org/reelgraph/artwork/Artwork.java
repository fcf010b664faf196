package org.reelgraph.artwork;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.artwork.ArtworkRow.Decision;
import org.reelgraph.artwork.pictures.PictureFolder;
import org.reelgraph.artwork.pictures.StoredPicture;

/** Ties pictures to images, in the writer's transaction, and never in the place of what a person chose. */
@Singleton
public class Artwork {

    private final ArtworkStore store;
    private final PictureFolder folder;
    private final Clock clock;

    Artwork(ArtworkStore store, PictureFolder folder, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Makes a picture the one of an image. Needs the writer's transaction.
     *
     * @param picture  as {@link org.reelgraph.artwork.pictures.Pictures} has kept it
     * @param language a BCP 47 tag; what is known stays if it is empty
     * @return whether it is the image's picture now: not if somebody selected or locked the one that there is, or if the
     *         file was removed because it was kept too long ago
     */
    public boolean attach(ImageKey image, StoredPicture picture, Optional<String> language) {
        var known = store.find(image);
        var decision = known.map(ArtworkRow::decision).orElse(Decision.NONE);
        if (known.flatMap(ArtworkRow::kept).isPresent() && !decision.isReplaceable()
                || folder.find(picture.hash()).isEmpty()) {
            return false;
        }
        var now = clock.instant();
        store.add(picture, now);
        store.save(new ArtworkRow(image, picture, language.or(() -> known.map(ArtworkRow::language)).orElse(null),
                decision, now, null));
        return true;
    }

    /**
     * Notes why the picture of an image could not be fetched; the one that there is stays. Needs the writer's transaction.
     *
     * @param problem a whole sentence without secrets
     */
    public void fail(ImageKey image, String problem) {
        var known = store.find(image).orElseGet(() -> ArtworkRow.none(image));
        store.save(new ArtworkRow(image, known.picture(), known.language(), known.decision(), clock.instant(),
                problem));
    }
}
