package org.reelgraph.attacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawSocket;

/**
 * Frames over a WebSocket.
 *
 * @param init  whether it first says who it is, and waits for the answer
 * @param reads whether it reads what the server sends
 * @param held  how many sockets are kept open meanwhile; what becomes of the last one counts
 */
record SocketAttack(String name, String server, String deserved, String tells, boolean isSlow, String host,
        List<String> headers, boolean init, boolean reads, int held, List<Burst> bursts) implements Attack {

    private static final String INIT = "{\"type\":\"connection_init\"}";
    private static final String PING = "{\"type\":\"ping\"}";
    private static final int AT_ONCE = 500;

    /**
     * Frames of one kind.
     *
     * @param content a {@link Template}, in which {@code ~~} is the number of the frame
     */
    private record Burst(String kind, String content, int times) {

        static Burst of(Object row) {
            if (!(row instanceof Map<?, ?> burst)) {
                return new Burst("text", (String) row, 1);
            }
            var kind = burst.keySet().stream().filter(key -> !key.equals("times")).findAny().orElseThrow();
            return new Burst((String) kind, (String) burst.get(kind),
                    burst.get("times") instanceof Integer times ? times : 1);
        }

        void send(RawSocket socket) throws IOException {
            var same = content.contains("~~") ? null : bytes(0);
            for (var sent = 0; sent < times; sent++) {
                socket.write(same == null ? bytes(sent) : same);
            }
        }

        private byte[] bytes(int number) {
            var payload = Template.expanded(content.replace("~~", String.valueOf(number)));
            return switch (kind) {
                case "bytes" -> Template.bytes(payload);
                case "fragments" -> fragments(payload);
                case "binary" -> RawSocket.frame(RawSocket.BINARY, true, Template.bytes(payload));
                case "ping" -> RawSocket.frame(RawSocket.PING, true, Template.bytes(payload));
                default -> RawSocket.frame(RawSocket.TEXT, true, Template.bytes(payload));
            };
        }

        // Each part between two bars is one, and none is the last.
        private static byte[] fragments(String payload) {
            var all = new ByteArrayOutputStream();
            var kind = RawSocket.TEXT;
            for (var part : payload.split("\\|", -1)) {
                all.writeBytes(RawSocket.frame(kind, false, Template.bytes(part)));
                kind = RawSocket.CONTINUATION;
            }
            return all.toByteArray();
        }
    }

    /** {@return the attack that a row of the corpus describes} */
    @SuppressWarnings("unchecked")
    static SocketAttack of(Map<String, Object> row) {
        var deserved = row.containsKey("closes") ? "closes " + row.get("closes") : "message " + row.get("message");
        return new SocketAttack((String) row.get("attack"), (String) row.getOrDefault("server", "open"), deserved,
                (String) row.getOrDefault("tells", ""),
                List.of("closes 4408", "closes lost").contains(deserved) || row.containsKey("held"),
                (String) row.getOrDefault("host", "localhost"),
                (List<String>) row.getOrDefault("headers", List.of()), (boolean) row.getOrDefault("init", true),
                (boolean) row.getOrDefault("reads", true), (int) row.getOrDefault("held", 1),
                ((List<Object>) row.get("frames")).stream().map(Burst::of).toList());
    }

    @Override
    public Outcome run(URI server) throws IOException {
        var open = new ArrayList<RawSocket>();
        try {
            for (var i = 1; i < held; i++) {
                open.add(opened(server));
            }
            try (var last = new RawSocket(server, host, headers)) {
                return attack(last);
            }
        } finally {
            open.forEach(RawSocket::close);
        }
    }

    private RawSocket opened(URI server) throws IOException {
        var socket = new RawSocket(server, host, headers);
        socket.send(INIT);
        socket.next();
        return socket;
    }

    private Outcome attack(RawSocket socket) throws IOException {
        try {
            if (init) {
                socket.send(INIT);
                var answer = socket.next();
                if (answer.kind() == RawSocket.CLOSE) {
                    return new Outcome("closes " + answer.closing(), answer.closing());
                }
            }
            if (!reads) {
                return floodUntilLost(socket);
            }
            Thread.ofVirtual().start(() -> flood(socket));
            return outcome(socket);
        } catch (IOException e) {
            return new Outcome("closes lost", String.valueOf(e.getMessage()));
        }
    }

    private void flood(RawSocket socket) {
        try {
            for (var burst : bursts) {
                burst.send(socket);
            }
        } catch (IOException | UncheckedIOException e) {
            // The server has closed it.
        }
    }

    private Outcome floodUntilLost(RawSocket socket) throws IOException {
        for (var burst : bursts) {
            burst.send(socket);
        }
        while (true) {
            socket.send(PING);
            Pause.briefly();
        }
    }

    private Outcome outcome(RawSocket socket) throws IOException {
        while (true) {
            var frame = socket.next();
            if (frame.kind() == RawSocket.CLOSE) {
                return new Outcome("closes " + frame.closing(), frame.closing());
            }
            var code = frame.text().replaceAll("(?s).*?\"code\":\"([A-Z_]+)\".*", "$1");
            if (deserved.equals("message " + code)) {
                return new Outcome("message " + code, frame.text());
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
