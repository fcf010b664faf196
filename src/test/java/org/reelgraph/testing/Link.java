package org.reelgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between a program and a server on this machine, which can be cut or swallow everything. */
public final class Link implements AutoCloseable {

    private final int target;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ServerSocket door;
    private boolean isSilent;

    /** @param target the server's port */
    public Link(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = door.getLocalPort();
        threads.execute(() -> accept(door));
    }

    /** {@return the port that leads to the server} */
    public int port() {
        return port;
    }

    /** Ends all connections and refuses further ones. */
    public void cut() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Lets connections through again. */
    public void mend() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var next = door;
        threads.execute(() -> accept(next));
    }

    /** Holds back what both sides send, without ending a connection; or goes on. */
    public void silence(boolean isOn) {
        lock.lock();
        try {
            isSilent = isOn;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                var near = at.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                threads.execute(() -> pass(near, far));
                threads.execute(() -> pass(far, near));
            } catch (IOException e) {
                // It was cut.
                continue;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            var bytes = new byte[8192];
            for (var count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream().read(bytes)) {
                awaitSound();
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            open.remove(from);
        }
    }

    private void awaitSound() {
        lock.lock();
        try {
            while (isSilent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        silence(false);
        cut();
        threads.shutdownNow();
    }
}
