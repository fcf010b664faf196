package org.reelgraph.graphql.wire;

import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.graphql.access.ClientAddress;

/**
 * The connections that are open, bounded in total and for each address that is no proxy of the owner's; and whether
 * the server has been told to stop.
 */
@Singleton
class OpenConnections {

    private final BodyLimits limits;
    private final ClientAddress addresses;
    private final ClientFaults faults;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int open;
    private volatile boolean ending;

    OpenConnections(BodyLimits limits, ClientAddress addresses, ClientFaults faults) {
        this.limits = limits;
        this.addresses = addresses;
        this.faults = faults;
    }

    /** Counts what a socket accepts from now on. */
    void countFrom(Channel socket) {
        var listener = new Listener(this, socket);
        socket.pipeline().addFirst("listener", listener);
        listeners.add(listener);
    }

    /** {@return whether a new connection may stay; it's counted then until it's closed} */
    boolean admit(Channel connection) {
        // None where the client has gone already.
        if (!(connection.remoteAddress() instanceof InetSocketAddress remote)) {
            return true;
        }
        if (!count(remote.getAddress())) {
            faults.note(ClientFaults.Kind.CONNECTIONS, remote);
            return false;
        }
        connection.closeFuture().addListener(closed -> release(remote.getAddress()));
        return true;
    }

    private boolean count(InetAddress address) {
        lock.lock();
        try {
            var ofAddress = byAddress.getOrDefault(address, 0);
            if (open >= limits.connections()
                    || ofAddress >= limits.connectionsOfAddress() && !addresses.isProxy(address)) {
                return false;
            }
            open++;
            byAddress.put(address, ofAddress + 1);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void release(InetAddress address) {
        lock.lock();
        try {
            open--;
            byAddress.computeIfPresent(address, (any, of) -> of > 1 ? of - 1 : null);
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
        listeners.forEach(Listener::close);
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
