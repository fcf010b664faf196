package org.reelgraph.graphql.wire;

import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The connections that are open and the sockets that take new ones; and whether the server has been told to stop. */
@Singleton
class OpenConnections {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();
    private int open;
    private volatile boolean ending;

    /** Takes note of a socket that takes connections. */
    void addListener(Channel listener) {
        listeners.add(listener);
    }

    /** Takes note of a connection, until it is closed. */
    void add(Channel connection) {
        change(1);
        connection.closeFuture().addListener(closed -> change(-1));
    }

    private void change(int further) {
        lock.lock();
        try {
            open += further;
            if (open == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether each connection is to be closed with its next answer} */
    boolean areEnding() {
        return ending;
    }

    /** Has each connection closed with its next answer from now on. */
    void end() {
        ending = true;
    }

    /** Takes no further connections. */
    void stopListening() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    /** {@return whether any connection is open} */
    boolean areOpen() {
        lock.lock();
        try {
            return open > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no connection is open, or for as long as is said. */
    void awaitNone(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (open > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
