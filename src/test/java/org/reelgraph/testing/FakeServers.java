package org.reelgraph.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Tautulli and a Plex Media Server over real HTTP, with the faults that their first path segment names. */
public final class FakeServers implements AutoCloseable {

    /** The key that Tautulli accepts. */
    public static final String KEY = "0123456789abcdef0123456789abcdef";
    /** The token that Plex accepts. */
    public static final String TOKEN = "tokentokentoken12345";

    private static final String JSON = "application/json";
    private static final Map<String, String> ANSWERS = Map.of("get_tautulli_info",
            "{\"tautulli_version\": \"v2.17.0\"}", "get_server_info", "{\"pms_name\": \"Attic\"}", "get_libraries",
            """
            [{"section_id": "1", "section_name": "Films", "section_type": "movie"},
             {"section_id": "2", "section_name": "Shows", "section_type": "show"},
             {"section_id": "3", "section_name": "Music", "section_type": "artist"}]""");

    private final HttpServer server;
    private final ServerSocket hangingUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<String> libraries = new ConcurrentLinkedQueue<>();

    /** Starts them. */
    public FakeServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::plex);
        server.createContext("/tautulli/", exchange -> tautulli(exchange, true));
        server.createContext("/alone/", exchange -> tautulli(exchange, false));
        server.createContext("/html/", exchange -> answer(exchange, 200, "text/html", "<html>"));
        server.createContext("/off/", exchange -> answer(exchange, 404, "text/html", "404"));
        server.createContext("/broken/", exchange -> answer(exchange, 502, "text/html", "<html>"));
        server.createContext("/busy/", exchange -> answer(exchange, 429, JSON, "{}"));
        server.createContext("/angry/", exchange -> answer(exchange, 400, JSON,
                """
                {"response": {"result": "error", "message": "no\\nlibrary for %s", "data": {}}}""".formatted(KEY)));
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://example.org/new?apikey=" + KEY);
            answer(exchange, 301, "text/html", "");
        });
        server.createContext("/cut/", HttpExchange::close);
        server.createContext("/silent/", exchange -> {
            try (exchange) {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        Thread.ofPlatform().daemon().start(this::hangUp);
    }

    private void hangUp() {
        try {
            while (true) {
                hangingUp.accept().close();
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** {@return the address of a server that ends connections before any handshake} */
    public String withoutTls() {
        return "https://127.0.0.1:" + hangingUp.getLocalPort();
    }

    /** {@return the address of what answers below a path} */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Has Tautulli list these libraries once, instead of its usual ones. */
    public void list(String json) {
        libraries.add(json);
    }

    private void tautulli(HttpExchange exchange, boolean reachesPlex) throws IOException {
        var parameters = query(exchange.getRequestURI());
        if (!parameters.contains("apikey=" + KEY)) {
            answer(exchange, 401, JSON, """
                                        {"response": {"result": "error", "message": "Invalid apikey", "data": {}}}""");
            return;
        }
        var command = parameters.stream().filter(each -> each.startsWith("cmd=")).findFirst().orElseThrow()
                .substring("cmd=".length());
        var listed = command.equals("get_libraries") ? libraries.poll() : null;
        var data = command.equals("get_libraries") && !reachesPlex ? "[]" : ANSWERS.get(command);
        answer(exchange, 200, JSON, "{\"response\": {\"result\": \"success\", \"message\": null, \"data\": "
                + (listed == null ? data : listed) + "}}");
    }

    private static List<String> query(URI uri) {
        return List.of(uri.getQuery().split("&"));
    }

    private void plex(HttpExchange exchange) throws IOException {
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Plex-Token"))) {
            answer(exchange, 401, "text/html", "<html>");
            return;
        }
        answer(exchange, 200, JSON, switch (exchange.getRequestURI().getPath()) {
            case "/" -> "{\"MediaContainer\": {\"version\": \"1.41.0\", \"friendlyName\": \"Cellar\"}}";
            case "/library/sections" -> """
                                        {"MediaContainer": {"Directory": [
                                          {"key": "7", "title": "Evening", "type": "show"}]}}""";
            default -> "{}";
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.stop(0);
        hangingUp.close();
    }
}
