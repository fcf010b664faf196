package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks graphql-transport-ws. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final long LONGEST_WAIT = 30;

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> ponged = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean isDeaf;
    private WebSocket socket;

    /** {@return an open WebSocket} */
    public static SocketClient open(URI server, String... headers) {
        return bySubprotocol(server, "graphql-transport-ws", headers);
    }

    public static SocketClient bySubprotocol(URI server, String subprotocol, String... headers) {
        var client = new SocketClient();
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.socket = builder.buildAsync(URI.create("ws://" + server.getAuthority()
                + server.getPath().replaceFirst("/$", "") + "/graphql"), client).join();
        return client;
    }

    /** {@return the same once it is acknowledged} */
    public SocketClient init(Map<String, Object> payload) {
        send(Map.of("type", "connection_init", "payload", payload));
        if (!next().get("type").asText().equals("connection_ack")) {
            throw new AssertionError("not acknowledged");
        }
        return this;
    }

    public SocketClient init() {
        return init(Map.of());
    }

    public void subscribe(String id, String document, Map<String, Object> variables) {
        send(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document, "variables", variables)));
    }

    public void subscribe(String id, String document) {
        subscribe(id, document, Map.of());
    }

    public void send(Map<String, Object> message) {
        send(GraphQlClient.write(new HashMap<>(message)));
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Reads nothing more after the next message. */
    public void stopReading() {
        isDeaf = true;
    }

    public WebSocket socket() {
        return socket;
    }

    /** {@return the next message, once it has come} */
    public JsonNode next() {
        try {
            var next = messages.poll(LONGEST_WAIT, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no message, closed: " + closed.getNow("no"));
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return how many messages have come that nobody has taken} */
    public int waiting() {
        return messages.size();
    }

    /** {@return the code and the reason with which the server closes it, once it does} */
    public String closed() {
        return closed.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
    }

    public CompletableFuture<Void> ponged() {
        return ponged;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(GraphQlClient.json(partial.toString()));
            partial.setLength(0);
        }
        if (!isDeaf) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        ponged.complete(null);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete("lost " + error.getMessage());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
