package org.reelgraph.graphql.wire;

import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reelgraph.graphql.access.ClientAddress;

/** The connections that are open: bounded in total and for each address that is no proxy of the owner's. */
@Singleton
class Connections {

    private final BodyLimits limits;
    private final ClientAddress addresses;
    private final ClientFaults faults;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    Connections(BodyLimits limits, ClientAddress addresses, ClientFaults faults) {
        this.limits = limits;
        this.addresses = addresses;
        this.faults = faults;
    }

    /** {@return whether the connection may stay open; one too many is closed} */
    boolean admit(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            return true;
        }
        var address = remote.getAddress();
        channel.closeFuture().addListener(closed -> release(address));
        var ofAddress = byAddress.merge(address, 1, Integer::sum);
        if (total.incrementAndGet() > limits.connections()
                || ofAddress > limits.connectionsOfAddress() && !addresses.isProxy(address)) {
            faults.note(ClientFaults.Kind.CONNECTIONS, remote);
            channel.close();
            return false;
        }
        return true;
    }

    private void release(InetAddress address) {
        total.decrementAndGet();
        byAddress.computeIfPresent(address, (any, open) -> open > 1 ? open - 1 : null);
    }
}
