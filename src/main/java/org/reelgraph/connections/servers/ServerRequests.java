package org.reelgraph.connections.servers;

/** Sends requests to one server. */
public interface ServerRequests {

    /**
     * A request.
     *
     * @param <T> what the answer is read as
     */
    @FunctionalInterface
    interface Request<T> {

        /** {@return the answer} Blocks until there is one. */
        T send(ServerAddress address) throws ServerException;
    }

    /** {@return requests that are each sent once} */
    static ServerRequests to(ServerAddress address) {
        return new ServerRequests() {

            @Override
            public ServerAddress address() {
                return address;
            }

            @Override
            public <T> T send(Request<T> request) throws ServerException {
                return request.send(address);
            }
        };
    }

    /** {@return where the server is} */
    ServerAddress address();

    /**
     * {@return the answer to a request}
     *
     * @throws ServerException if there is none
     */
    <T> T send(Request<T> request) throws ServerException;
}
