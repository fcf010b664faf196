package org.reelgraph.artwork;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.pictures.StoredPicture;

/**
 * What is known of an image beyond what its source says.
 *
 * @param picture     null as long as none is kept
 * @param language    a BCP 47 tag; null if no text is to be seen, or nothing is known of it
 * @param attemptedAt when the picture was last fetched or brought
 * @param problem     why that failed
 */
public record ArtworkRow(ImageKey key, @Nullable StoredPicture picture, @Nullable String language, Decision decision,
        @Nullable Instant attemptedAt, @Nullable String problem) {

    /** What people decided about an image. */
    public record Decision(boolean isUploaded, boolean isSelected, boolean isLocked) {

        /** Nobody has decided anything. */
        static final Decision NONE = new Decision(false, false, false);

        /** {@return whether the image stays, whatever its source says} */
        boolean keeps() {
            return isUploaded || isSelected || isLocked;
        }

        /** {@return whether another picture may take the place of this one} */
        boolean isReplaceable() {
            return !keeps();
        }
    }

    /** {@return what is known of an image of which only its source has said anything} */
    static ArtworkRow none(ImageKey key) {
        return new ArtworkRow(key, null, null, Decision.NONE, null, null);
    }

    /** {@return the same, after people decided something else} */
    ArtworkRow with(Decision other) {
        return new ArtworkRow(key, picture, language, other, attemptedAt, problem);
    }

    /** {@return the picture, if one is kept} */
    Optional<StoredPicture> kept() {
        return Optional.ofNullable(picture);
    }
}
