package org.reelgraph.connections.clients;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.reelgraph.connections.servers.Exchange;
import org.reelgraph.connections.servers.Exchange.Answer;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** Sends requests to downloaders and indexers, each of which has a time of its own until the answer has to be there. */
@Singleton
class ClientRequests {

    /** The answer isn't there in time. */
    private static final class Overdue extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    // Reactor's name for what is told of failures that nobody waits for any more; by default, it logs them as errors.
    private static final String UNHEARD = "reactor.onErrorDropped.local";
    private static final Consumer<Throwable> IGNORED = failure -> {
    };

    private final HttpClient http;
    private final Exchange exchange;

    ClientRequests(@Client(configuration = ClientSettings.class) HttpClient http, Exchange exchange) {
        this.http = http;
        this.exchange = exchange;
    }

    /** {@return the URI of a path below a server's address} */
    static URI uri(ServerAddress address, String path, Map<String, String> parameters) {
        var uri = UriBuilder.of(address.url()).path(path);
        parameters.forEach(uri::queryParam);
        return uri.build();
    }

    /**
     * {@return the answer to a request, whose body has arrived as a whole} Blocks while the server answers.
     *
     * @throws ServerException if there is none in time, or its status says all
     */
    Answer send(ServerAddress address, HttpRequest<?> request) throws ServerException {
        try {
            return exchange.send(address, () -> received(request, address.patience()));
        } catch (Overdue e) {
            throw new ServerException(ServerProblem.TIMEOUT, "It doesn't answer within "
                    + address.patience().toMillis() + " ms. It may be busy, or something else runs at this port.");
        }
    }

    /**
     * {@return whether a page of a product is found below an address, which needs no sign-in} Blocks while the server
     * answers.
     *
     * @throws ServerException if there is no answer in time, or its status says all
     */
    boolean isPageOf(String product, ServerAddress address, String path) throws ServerException {
        var answer = send(address, HttpRequest.GET(uri(address, path, Map.of())).accept(MediaType.ALL_TYPE));
        return answer.status() == HttpStatus.OK.getCode() && answer.text().contains("<title>")
                && answer.text().contains(product);
    }

    private HttpResponse<byte[]> received(HttpRequest<?> request, Duration patience) {
        try {
            return Mono.from(http.exchange(request, byte[].class)).timeout(patience)
                    .contextWrite(context -> context.put(UNHEARD, IGNORED)).blockOptional().orElseThrow();
        } catch (RuntimeException e) {
            if (Exceptions.unwrap(e) instanceof TimeoutException) {
                throw new Overdue();
            }
            throw e;
        }
    }
}
