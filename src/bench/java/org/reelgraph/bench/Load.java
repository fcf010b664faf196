package org.reelgraph.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Sends prepared requests over persistent connections to the loopback address and measures the response times.
 *
 * @param port     the server's port
 * @param requests whole HTTP requests, sent in turn
 */
record Load(int port, List<byte[]> requests) {

    private static final byte[] ANSWER = "{\"data\":{\"series\":{".getBytes(StandardCharsets.US_ASCII);

    /**
     * The result of a measurement.
     *
     * @param perSecond responses per second
     * @param times     response times, in nanoseconds
     */
    record Result(double perSecond, ConcurrentHistogram times) {

        double millis(double percentile) {
            return times.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** {@return the response times if each connection sends its next request as soon as it has a response} */
    Result closed(int connections, int seconds) {
        return run(connections, seconds, sent -> System.nanoTime());
    }

    /**
     * {@return the response times if requests are sent at a fixed rate, whether or not the server keeps up}
     *
     * @param perSecond the rate; a response time starts when the request was due, so it includes waiting for a
     * connection
     */
    Result open(int connections, int seconds, double perSecond) {
        var start = System.nanoTime();
        return run(connections, seconds, sent -> {
            var due = start + (long) (sent * 1e9 / perSecond);
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        });
    }

    private Result run(int connections, int seconds, LongUnaryOperator due) {
        var times = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        var sent = new AtomicLong();
        var start = System.nanoTime();
        var end = start + TimeUnit.SECONDS.toNanos(seconds);
        var threads = new ArrayList<Thread>();
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        for (var i = 0; i < connections; i++) {
            var thread = new Thread(() -> ask(times, sent, end, due));
            thread.setUncaughtExceptionHandler((failed, cause) -> failures.add(cause));
            thread.start();
            threads.add(thread);
        }
        threads.forEach(Load::join);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A connection failed.", failures.getFirst());
        }
        return new Result(times.getTotalCount() * 1e9 / (System.nanoTime() - start), times);
    }

    private void ask(ConcurrentHistogram times, AtomicLong sent, long end, LongUnaryOperator due) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            while (System.nanoTime() < end) {
                var number = sent.getAndIncrement();
                var from = due.applyAsLong(number);
                socket.getOutputStream().write(requests.get((int) (number % requests.size())));
                check(body(in));
                times.recordValue(System.nanoTime() - from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        var length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void check(byte[] body) {
        if (body.length < ANSWER.length
                || !Arrays.equals(body, 0, ANSWER.length, ANSWER, 0, ANSWER.length)) {
            throw new IllegalStateException("Not the answer: " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
