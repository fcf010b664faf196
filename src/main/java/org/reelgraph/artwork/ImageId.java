package org.reelgraph.artwork;

import com.github.f4b6a3.tsid.Tsid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.reelgraph.storage.Sha256;

/**
 * The id of an image: whose it is, and a hash of what its source calls it. So it is the same after an import that has replaced
 * the rows of images, and no row has to keep it.
 *
 * @param ownerId of a media item, season, episode or person
 * @param digest  of kind, source and path
 */
record ImageId(long ownerId, long digest) {

    private static final String PREFIX = "image_";
    private static final int DIGITS = 13;

    /** {@return the id of an image} */
    static ImageId of(ImageKey key) {
        var text = key.kind() + "\n" + key.source() + "\n" + key.path();
        var digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return new ImageId(key.ownerId(), ByteBuffer.wrap(digest).getLong());
    }

    /** {@return the id that a client has sent; empty if it is none of an image} */
    static Optional<ImageId> parse(String text) {
        if (text.length() != PREFIX.length() + 2 * DIGITS || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var owner = text.substring(PREFIX.length(), PREFIX.length() + DIGITS);
        var digest = text.substring(PREFIX.length() + DIGITS);
        return Tsid.isValid(owner) && Tsid.isValid(digest)
                ? Optional.of(new ImageId(Tsid.from(owner).toLong(), Tsid.from(digest).toLong()))
                        .filter(id -> id.toString().equals(text))
                : Optional.empty();
    }

    /** {@return the id as clients see it} */
    @Override
    public String toString() {
        return PREFIX + Tsid.from(ownerId) + Tsid.from(digest);
    }
}
