package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A downloader or an indexer over real HTTP, which can be asked to misbehave. */
public abstract class FakeTool implements AutoCloseable {

    /** The password or key that it accepts. */
    public static final String SECRET = "correct-horse-battery-staple-0451";
    /** The user that it accepts. */
    public static final String USER = "ada";

    /** How it misbehaves. */
    public enum Misdeed {
        /** 429, with the wish to be left alone for two hours. */
        BUSY,
        /** 401 and nothing else. */
        CLOSED_DOOR,
        /** 200 with a page for people. */
        HTML,
        /** 301 to another place, with the secret. */
        MOVED,
        /** 503 by a proxy. */
        UNAVAILABLE,
        /** No answer until the fake is closed. */
        HANGING,
        /** An answer that never ends, a little at a time. */
        DRIPPING,
        /** An answer that never ends, as fast as can be. */
        ENDLESS,
        /** JSON or XML that is cut. */
        CUT
    }

    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable Misdeed misdeed;

    FakeTool() throws IOException {
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
                var bad = misdeed;
                if (bad == null) {
                    answer(exchange, exchange.getRequestURI().getPath(), body);
                } else {
                    misbehave(exchange, bad);
                }
            } catch (RuntimeException e) {
                requests.add("failed: " + e);
            }
        });
        server.start();
    }

    /** Answers a request. */
    abstract void answer(HttpExchange exchange, String path, String body) throws IOException;

    /** {@return its address} */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    final int port() {
        return server.getAddress().getPort();
    }

    /** Has it misbehave from now on; null has it behave. */
    public void misbehave(@Nullable Misdeed how) {
        misdeed = how;
    }

    /** {@return what it was asked: method, path with query, and body} */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void misbehave(HttpExchange exchange, Misdeed how) throws IOException {
        switch (how) {
            case BUSY -> {
                exchange.getResponseHeaders().add("Retry-After", "7200");
                send(exchange, 429, "text/plain", "");
            }
            case CLOSED_DOOR -> send(exchange, 401, "text/plain", "Unauthorized");
            case HTML -> send(exchange, 200, "text/html", "<!DOCTYPE html><html><body>Hello</body></html>");
            case MOVED -> {
                exchange.getResponseHeaders().add("Location", "https://example.org/new?apikey=" + SECRET);
                send(exchange, 301, "text/html", "");
            }
            case UNAVAILABLE -> send(exchange, 503, "text/html", "<html>");
            case HANGING -> await();
            case DRIPPING, ENDLESS -> pour(exchange, how == Misdeed.DRIPPING);
            case CUT -> send(exchange, 200, "application/json", "{\"status\": {\"version\": ");
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pour(HttpExchange exchange, boolean slowly) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var some = " ".repeat(slowly ? 1 : 65_536).getBytes(StandardCharsets.US_ASCII);
        while (closed.getCount() > 0) {
            exchange.getResponseBody().write(some);
            exchange.getResponseBody().flush();
            if (slowly) {
                Thread.yield();
            }
        }
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static void text(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "text/plain", body);
    }

    static void json(HttpExchange exchange, String body) throws IOException {
        send(exchange, 200, "application/json", body);
    }

    /** {@return the parameters of a query or form} */
    static Map<String, String> parameters(@Nullable String form) {
        return form == null || form.isEmpty()
                ? Map.of()
                : Arrays.stream(form.split("&")).map(each -> each.split("=", 2)).collect(
                        Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** {@return what Basic authentication has} */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
