package org.reelgraph.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A WebSocket whose frames are made by hand, unlike those of any well-behaved client. */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xa;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int LARGEST_SHORT = 65_535;
    private static final byte[] MASK = {1, 2, 3, 4};
    // Exceeded only if a server never answers.
    private static final int LONGEST_WAIT = 60_000;
    private static final int FEW = 4_096;

    private final Socket socket = new Socket();
    private final DataInputStream frames;

    /** A frame from the server. */
    public record Frame(int kind, boolean isLast, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** {@return the code and the reason for which the server closes; 1005 if it names none} */
        public String closing() {
            return payload.length < 2
                    ? "1005"
                    : ((payload[0] & 0xff) << 8 | payload[1] & 0xff) + " "
                            + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    /** @param host    the header {@code Host}
     *  @param headers further headers, each in a line of its own; a subprotocol may be among them */
    public RawSocket(URI server, String host, List<String> headers) {
        try {
            socket.setReceiveBufferSize(FEW);
            socket.setSoTimeout(LONGEST_WAIT);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            frames = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var protocol = headers.stream().anyMatch(header -> header.startsWith("Sec-WebSocket-Protocol"))
                    ? ""
                    : "Sec-WebSocket-Protocol: graphql-transport-ws\r\n";
            write(("GET /graphql HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + protocol
                    + String.join("", headers.stream().map(header -> header + "\r\n").toList()) + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            var head = head();
            if (!head.startsWith("HTTP/1.1 101 ")) {
                throw new IOException("No WebSocket was opened: " + head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(frames.readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** {@return a frame as a client sends it} */
    public static byte[] frame(int kind, boolean isLast, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(kind | (isLast ? LAST : 0));
        if (payload.length < SHORT) {
            frame.write(MASKED | payload.length);
        } else if (payload.length <= LARGEST_SHORT) {
            frame.write(MASKED | SHORT);
            writeNumber(frame, payload.length, Short.BYTES);
        } else {
            frame.write(MASKED | LONG);
            writeNumber(frame, payload.length, Long.BYTES);
        }
        frame.writeBytes(MASK);
        for (var i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    private static void writeNumber(ByteArrayOutputStream to, long number, int bytes) {
        for (var i = bytes - 1; i >= 0; i--) {
            to.write((int) (number >> Byte.SIZE * i));
        }
    }

    /** Sends a text message. */
    public void send(String text) throws IOException {
        write(frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** {@return the next frame, once it has come} */
    public Frame next() throws IOException {
        var first = frames.readUnsignedByte();
        var length = (long) frames.readUnsignedByte();
        if (length == SHORT) {
            length = frames.readUnsignedShort();
        } else if (length == LONG) {
            length = frames.readLong();
        }
        var payload = new byte[Math.toIntExact(length)];
        frames.readFully(payload);
        return new Frame(first & 0xf, (first & LAST) != 0, payload);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
