package org.reelgraph.verification.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** What a program writes: the beginning is kept, and the rest is read all the same, so that the program goes on. */
final class BoundedOutput {

    private static final int MOST = 1 << 20;
    private static final int BLOCK = 8192;
    // Something that the program has started may keep it open.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InputStream in;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    private BoundedOutput(InputStream in) {
        this.in = in;
        reader = Thread.ofVirtual().name("program-output").unstarted(this::read);
    }

    static BoundedOutput of(InputStream in) {
        var output = new BoundedOutput(in);
        output.reader.start();
        return output;
    }

    private void read() {
        var block = new byte[BLOCK];
        try {
            for (var count = in.read(block); count >= 0; count = in.read(block)) {
                keep(block, count);
            }
        } catch (IOException e) {
            // The program was ended: there is no more.
            return;
        }
    }

    private void keep(byte[] block, int count) {
        lock.lock();
        try {
            kept.write(block, 0, Math.min(count, MOST - kept.size()));
        } finally {
            lock.unlock();
        }
    }

    /** {@return what was written, once the program has ended} */
    String text() throws InterruptedException {
        reader.join(PATIENCE);
        lock.lock();
        try {
            return kept.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing is read any more.
            return;
        }
    }
}
