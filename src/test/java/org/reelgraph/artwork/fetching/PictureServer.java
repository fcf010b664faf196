package org.reelgraph.artwork.fetching;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;

/** A server of pictures over real HTTP, with the faults that paths name; also a Plex Media Server and a Tautulli. */
final class PictureServer implements AutoCloseable {

    static final String TOKEN = "plextokenplextoken1234";
    static final String KEY = "fedcba9876543210fedcba9876543210";

    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    private static final String IMAGE = "img=";

    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private final AtomicBoolean showsPlaceholders = new AtomicBoolean();

    PictureServer() throws IOException {
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::answer);
        server.createContext("/plex/", this::plex);
        server.createContext("/tautulli/", this::tautulli);
        server.start();
    }

    /** {@return the bytes of a picture of one color} */
    static byte[] png(int width, int height, int color) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(color));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return the host and port} */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return the address of what is at a path} */
    String url(String path) {
        return "http://" + host() + path;
    }

    /** Has a picture be at a path. */
    void put(String path, byte[] picture) {
        pictures.put(path, picture);
    }

    /** Has Tautulli show a picture of its own for those that are missing. */
    void showPlaceholders(boolean shows) {
        showsPlaceholders.set(shows);
    }

    /** {@return the paths that were asked for} */
    List<String> requests() {
        return requests;
    }

    /** {@return the tokens that came with requests to anything but Plex} */
    List<String> strayTokens() {
        return tokens;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(path);
        if (exchange.getRequestHeaders().containsKey("X-Plex-Token")) {
            tokens.add(path);
        }
        switch (path.split("/")[1]) {
            case "missing" -> send(exchange, 404, "text/html", "<html>");
            case "closed" -> send(exchange, 401, "text/html", "<html>");
            case "broken" -> send(exchange, 502, "text/html", "<html>");
            case "page" -> send(exchange, 200, "image/jpeg", "<!DOCTYPE html><html>Sign in</html>");
            case "json" -> send(exchange, 200, "image/jpeg", "{\"error\": \"none\"}");
            case "svg" -> send(exchange, 200, "image/png", SVG);
            case "empty" -> send(exchange, 200, "image/png", "");
            case "half" -> half(exchange);
            case "busy" -> busy(exchange, path);
            case "silent" -> silent(exchange);
            case "endless" -> endless(exchange);
            case "to" -> redirect(exchange, exchange.getRequestURI().getQuery());
            case "round" -> redirect(exchange, "/round/and/round");
            default -> picture(exchange, path);
        }
    }

    private void plex(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(path);
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Plex-Token"))) {
            send(exchange, 401, "text/html", "<html>");
        } else if (path.endsWith("/moved")) {
            redirect(exchange, "/other/a.png");
        } else {
            picture(exchange, path);
        }
    }

    private void tautulli(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var image = List.of(query.split("&")).stream().filter(each -> each.startsWith(IMAGE))
                .map(each -> URLDecoder.decode(each.substring(IMAGE.length()), StandardCharsets.UTF_8)).findFirst()
                .orElseThrow();
        requests.add(image);
        if (!query.contains("apikey=" + KEY) || !query.contains("cmd=pms_image_proxy")) {
            send(exchange, 401, "application/json", "{}");
        } else if (pictures.containsKey(image)) {
            picture(exchange, image);
        } else if (showsPlaceholders.get()) {
            send(exchange, 200, "image/png", png(500, 750, 0x222222));
        } else {
            send(exchange, 200, "image/jpeg", "{}");
        }
    }

    private void picture(HttpExchange exchange, String path) throws IOException {
        var picture = pictures.get(path);
        if (picture == null) {
            send(exchange, 404, "text/html", "<html>");
        } else {
            send(exchange, 200, "image/png", picture);
        }
    }

    private void busy(HttpExchange exchange, String path) throws IOException {
        if (seen.add(path)) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 429, "text/html", "<html>");
        } else {
            send(exchange, 200, "image/png", png(400, 600, 0x336699));
        }
    }

    private void silent(HttpExchange exchange) throws IOException {
        try (exchange) {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100_000);
        exchange.getResponseBody().write(png(400, 600, 0x336699));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void endless(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            var bytes = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            // Whoever asked has had enough.
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        send(exchange, 302, "text/html", "");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
