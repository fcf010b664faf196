package org.reelgraph.storage;

/** Something that takes its time. Whoever does it says when it has ended. */
public interface Step extends AutoCloseable {

    /** One that nobody wants to know of. */
    Step UNWATCHED = () -> {
    };

    /** Says why it failed, before it ends. */
    default void failed(Throwable cause) {
        // Most only measure.
    }

    /** Ends it. */
    @Override
    void close();
}
