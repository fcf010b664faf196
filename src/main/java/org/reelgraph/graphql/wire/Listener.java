package org.reelgraph.graphql.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A socket that accepts connections, as far as there is room for them. */
final class Listener extends ChannelInboundHandlerAdapter {

    // As many as Netty accepts before it looks at other connections.
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
     * Accepts what is waiting and nothing after it, and returns when that is done, or after a second. The system resets
     * connections that still wait when the socket is closed.
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
            // No event loop has it yet.
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
