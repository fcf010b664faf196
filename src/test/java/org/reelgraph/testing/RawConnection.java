package org.reelgraph.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that sends and receives single bytes, unlike any well-behaved client. */
public final class RawConnection implements AutoCloseable {

    // Exceeded only if a server never closes the connection.
    private static final int LONGEST_WAIT = 30_000;
    private static final int FEW = 4_096;

    private final Socket socket = new Socket();
    private final PushbackInputStream answers;

    public RawConnection(URI server) {
        this(server, "127.0.0.1");
    }

    /** @param from the client's IP address, which must belong to this machine */
    public RawConnection(URI server, String from) {
        try {
            socket.setReceiveBufferSize(FEW);
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            answers = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the server sends up to and including this text, or until it closes the connection} */
    public String readUntil(String end) {
        var read = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(LONGEST_WAIT);
            for (var next = answers.read(); next >= 0; next = answers.read()) {
                read.write(next);
                if (!end.isEmpty() && read.toString(StandardCharsets.UTF_8).endsWith(end)) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Reads a byte. */
    public void readByte() {
        try {
            answers.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return everything that the server sends until it closes the connection} */
    public String readAll() {
        return readUntil("");
    }

    /** {@return whether the server sends anything, or closes the connection, within this many milliseconds} */
    public boolean hearsWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            var next = answers.read();
            if (next >= 0) {
                answers.unread(next);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
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
