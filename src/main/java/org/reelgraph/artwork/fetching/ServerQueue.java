package org.reelgraph.artwork.fetching;

import java.util.concurrent.Semaphore;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerRequests.Request;
import org.reelgraph.connections.sync.Requests;

/** The requests of a job to one server: not too many at a time, and none any more once it doesn't answer. */
final class ServerQueue {

    private static final int AT_ONCE = 5;

    private final Requests requests;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    ServerQueue(Requests requests) {
        this.requests = requests;
    }

    /**
     * {@return the answer to a request}
     *
     * @throws ServerException if there is none, however often it was sent, or too many before it failed
     */
    <T> T send(Request<T> request) throws ServerException {
        places.acquireUninterruptibly();
        try {
            requests.requireHope();
            return requests.send(request);
        } finally {
            places.release();
        }
    }
}
