package org.reelgraph.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that serves a server below a path, and strips that path from its requests to the server, which is a common
 * setup.
 */
public final class StrippingProxy implements AutoCloseable {

    private static final List<String> PASSED_ON = List.of("Accept", "Content-Type", "Origin");
    private static final List<String> PASSED_BACK = List.of("Content-Type", "Location");

    private final HttpServer proxy;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String path;

    /** @param path such as {@code /media} */
    public StrippingProxy(URI server, String path) throws IOException {
        this.path = path;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext(path + "/", exchange -> pass(exchange, server));
        proxy.start();
    }

    /** {@return the URL of the server's root through the proxy} */
    public URI uri() {
        return URI.create("http://localhost:" + proxy.getAddress().getPort() + path + "/");
    }

    private void pass(HttpExchange exchange, URI server) throws IOException {
        var asked = exchange.getRequestURI().toString().substring(path.length());
        var request = HttpRequest.newBuilder(server.resolve(asked)).method(exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        PASSED_ON.forEach(name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                .ifPresent(value -> request.header(name, value)));
        try (exchange) {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            PASSED_BACK.forEach(name -> answer.headers().firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        http.close();
    }
}
