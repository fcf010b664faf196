package org.reelgraph.artwork.pictures;

/** A file isn't kept as a picture. The message says why, in a sentence for people that names no file. */
public class RefusedPictureException extends Exception {

    /** Why a file is refused. */
    public enum Reason {
        /** There is nothing in it. */
        EMPTY,
        /** It is a web page, such as the sign-in page of a proxy. */
        HTML,
        /** SVG can hold programs. */
        SVG,
        /** It begins like none of the pictures that are known. */
        UNKNOWN_TYPE,
        /** It is larger than pictures may be. */
        TOO_MANY_BYTES,
        /** It would be larger than pictures may be, once it is decoded. */
        TOO_MANY_PIXELS,
        /** It ends too soon. */
        TRUNCATED,
        /** It begins like a picture, but isn't one. */
        DAMAGED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param message a whole sentence */
    RefusedPictureException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return why, for programs} */
    public Reason reason() {
        return reason;
    }

    /** {@return whether it would be taken if it were smaller} */
    public boolean isTooLarge() {
        return reason == Reason.TOO_MANY_BYTES || reason == Reason.TOO_MANY_PIXELS;
    }

    static RefusedPictureException damaged(PictureType type, String why) {
        return new RefusedPictureException(Reason.DAMAGED, "It begins like " + type + ", but " + why + ".");
    }

    static RefusedPictureException truncated(PictureType type) {
        return new RefusedPictureException(Reason.TRUNCATED, "It begins like " + type + ", but ends too soon.");
    }
}
