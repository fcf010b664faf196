package org.reelgraph.artwork.fetching.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.connections.servers.Exchange;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;

/** What it means if a server doesn't send a picture. */
final class Refusals {

    private static final int CLASS = 100;
    private static final int SERVER_ERROR = 5;
    private static final int TOO_MANY_REQUESTS = 429;

    private Refusals() {
    }

    /**
     * {@return why a picture can't be had whose server answers with a status}
     *
     * @throws ServerException if the server may give it later
     */
    static FetchFailure of(int status, HttpHeaders headers) throws ServerException {
        if (status == TOO_MANY_REQUESTS) {
            throw new ServerException(ServerProblem.RATE_LIMITED, "It refuses further requests for now (status 429).",
                    Exchange.pause(headers));
        }
        if (status / CLASS == SERVER_ERROR) {
            throw new ServerException(ServerProblem.SERVER_ERROR, "It answers with the status " + status + ".",
                    Exchange.pause(headers));
        }
        return switch (status) {
            case 401, 403 -> new FetchFailure(FetchProblem.UNAUTHORIZED,
                    "Its server doesn't let Reelgraph have it (status " + status + ").");
            case 404, 410 -> new FetchFailure(FetchProblem.NOT_FOUND,
                    "Its server has no such picture (status " + status + ").");
            default -> new FetchFailure(FetchProblem.UNUSABLE, "Its server answers with the status " + status + ".");
        };
    }

    /**
     * {@return why a picture can't be had}
     *
     * @throws ServerException if its server may give it later
     */
    static FetchFailure of(WebPicture picture, HttpClientException failure) throws ServerException {
        if (causes(failure).anyMatch(ForbiddenAddressException.class::isInstance)) {
            return new FetchFailure(FetchProblem.FORBIDDEN, picture.host() + " is in a private network. Name it in"
                    + " REELGRAPH_ARTWORK_ALLOWED_HOSTS if pictures are to be fetched from there.");
        }
        throw failure instanceof ReadTimeoutException ? late() : Exchange.unanswered(failure);
    }

    /** {@return what it means that an answer ends early} */
    static ServerException of(IOException failure) {
        return causes(failure).anyMatch(cause -> cause.getClass().getSimpleName().contains("Timeout"))
                ? late()
                : new ServerException(ServerProblem.UNREACHABLE,
                        "The connection broke before the picture was complete.");
    }

    private static ServerException late() {
        return new ServerException(ServerProblem.TIMEOUT, "It doesn't answer in time (REELGRAPH_ARTWORK_TIMEOUT).");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent,
                cause -> cause.map(Throwable::getCause)).map(Optional::orElseThrow)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())));
    }
}
