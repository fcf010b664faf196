package org.reelgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests verbatim, unlike any well-behaved client. */
public final class RawHttp {

    // Exceeded only if a server never closes the connection.
    private static final int LONGEST_WAIT = 30_000;

    private RawHttp() {
    }

    /** {@return everything that the server sends until it closes the connection} */
    public static String answer(URI server, String request) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(LONGEST_WAIT);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
