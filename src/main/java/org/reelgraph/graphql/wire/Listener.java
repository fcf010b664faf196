package org.reelgraph.graphql.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A socket that accepts connections as long as the connection limits allow. */
final class Listener extends ChannelInboundHandlerAdapter {

    // Netty accepts this many connections before it serves others.
    private static final int AT_ONCE = 16;
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final OpenConnections connections;
    private final Channel socket;
    private int accepted;
    private boolean ending;

    Listener(OpenConnections connections, Channel socket) {
        this.connections = connections;
        this.socket = socket;
    }

    /**
     * Accepts the connections that are already waiting, then closes the socket. Returns when that is done, or after a
     * second. The operating system resets connections that are still waiting when the socket is closed.
     */
    void close() {
        socket.eventLoop().execute(() -> {
            ending = true;
            socket.eventLoop().schedule(() -> socket.close(), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        });
        socket.closeFuture().awaitUninterruptibly(LONGEST.toMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        accepted++;
        var connection = (Channel) message;
        if (connections.admit(connection)) {
            context.fireChannelRead(connection);
        } else {
            // It is not registered with an event loop yet.
            connection.unsafe().closeForcibly();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        var noneWaits = accepted < AT_ONCE;
        accepted = 0;
        if (ending && noneWaits) {
            socket.close();
        }
        context.fireChannelReadComplete();
    }
}
