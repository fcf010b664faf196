package org.reelgraph.artwork.pictures;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** The places in which pictures are decoded, few enough that neither memory nor other requests suffer. */
@Singleton
class PictureWork {

    private static final int AT_ONCE = 2;
    private static final int LONGEST_WAIT = 20;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Work on a picture. */
    @FunctionalInterface
    interface Work<T> {

        /** {@return its result} */
        T run() throws RefusedPictureException, IOException;
    }

    /** {@return the result of work that is done once there is a place for it} */
    <T> T waiting(Work<T> work) throws RefusedPictureException, IOException {
        places.acquireUninterruptibly();
        return run(work);
    }

    /**
     * {@return the result of work for somebody who waits for it}
     *
     * @throws RequestException if there is no place for it for too long
     */
    <T> T soon(Work<T> work) throws RefusedPictureException, IOException {
        try {
            if (places.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
                return run(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RequestException(ErrorCode.OVERLOADED, "Too many pictures are being scaled. Try again later.");
    }

    private <T> T run(Work<T> work) throws RefusedPictureException, IOException {
        try {
            return work.run();
        } finally {
            places.release();
        }
    }
}
