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
 * The open connections, limited in total and per IP address (except for the owner's proxies), and whether the server is
 * stopping.
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

    /** Counts the connections that this socket accepts from now on. */
    void countFrom(Channel socket) {
        var listener = new Listener(this, socket);
        socket.pipeline().addFirst("listener", listener);
        listeners.add(listener);
    }

    /** {@return whether a new connection is accepted; if so, it is counted until it is closed} */
    boolean admit(Channel connection) {
        // The address is missing if the client has already disconnected.
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

    /** {@return whether each connection is closed after its next response} */
    boolean areEnding() {
        return ending;
    }

    /** Makes each connection close after its next response. */
    void end() {
        ending = true;
    }

    /** Stops accepting connections. */
    void stopListening() {
        listeners.forEach(Listener::close);
    }

    /** Waits until no connection is open, for at most this long. */
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
