package org.reelgraph.graphql.websocket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.reelgraph.graphql.websocket.ClientMessage.InvalidMessageException;

/**
 * Bounds what one WebSocket holds in memory, whatever its client does. Nothing is read while answers, such as those to
 * pings, wait for the client to take them; and once the server has said why it closes, nothing more comes in or goes out.
 */
final class SocketGate extends ChannelDuplexHandler {

    private boolean isClosing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof CloseWebSocketFrame close) { // the framework closes the connection without an answer
            isClosing = true;
            context.writeAndFlush(close.retainedDuplicate());
        }
        faultOf(message).ifPresentOrElse(why -> {
            ReferenceCountUtil.release(message);
            context.fireExceptionCaught(new InvalidMessageException(why));
        }, () -> context.fireChannelRead(message));
    }

    private static Optional<String> faultOf(Object message) {
        return switch (message) {
            case BinaryWebSocketFrame binary -> Optional.of("A message must be text, not binary");
            case WebSocketFrame frame when frame.rsv() != 0 -> Optional.of("No extension was agreed on");
            default -> Optional.empty();
        };
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IllegalStateException("The WebSocket is being closed."));
            return;
        }
        isClosing = message instanceof CloseWebSocketFrame;
        context.write(message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }
}
