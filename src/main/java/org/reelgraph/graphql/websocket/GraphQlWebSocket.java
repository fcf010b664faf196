package org.reelgraph.graphql.websocket;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.netty.websocket.WebSocketSessionRepository;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketPongMessage;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import java.util.function.Consumer;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.http.OriginCheck;
import org.reelgraph.graphql.websocket.ClientMessage.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint for WebSockets. Its path is written as a template, so that it comes after the endpoint for requests, which
 * has the same. The framework adds the server's context path to other paths only.
 *
 * @see <a href="https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md">GraphQL over
 *      WebSocket</a>
 */
@ServerWebSocket(value = "${micronaut.server.context-path:}/{endpoint:graphql}", subprotocols = "graphql-transport-ws")
class GraphQlWebSocket {

    private static final Logger LOG = LoggerFactory.getLogger(GraphQlWebSocket.class);
    // More than a document may have. Large inputs of mutations are for requests.
    private static final int LONGEST_MESSAGE = 131_072;
    private static final String SOCKET = "socket";

    private final OriginCheck origins;
    private final SocketParts parts;
    private final BeanProvider<WebSocketSessionRepository> sessions;

    GraphQlWebSocket(OriginCheck origins, SocketParts parts, BeanProvider<WebSocketSessionRepository> sessions) {
        this.origins = origins;
        this.parts = parts;
        this.sessions = sessions;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        var channel = ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
        // When the server stops, the framework would close what it knows without a word.
        sessions.ifPresent(known -> known.removeChannel(channel));
        // The framework joins the frames of a message by itself, however many there are.
        channel.pipeline().addAfter("wsdecoder", "utf8-validator", new Utf8FrameValidator())
                .addAfter("wsdecoder", "frame-aggregator", new WebSocketFrameAggregator(LONGEST_MESSAGE))
                .addAfter("wsdecoder", "socket-gate", new SocketGate());
        var refusal = origins.refusal(request);
        if (session.getSubprotocol().isEmpty()) {
            session.close(Closing.WRONG_SUBPROTOCOL);
        } else if (refusal.isPresent()) {
            session.close(Closing.forbidden(refusal.get()));
        } else {
            var socket = new Socket(session, request, channel, parts);
            try {
                parts.streams().add(socket);
                session.put(SOCKET, socket);
            } catch (RequestException e) {
                session.close(Closing.later(e.getMessage()));
            }
        }
    }

    @OnMessage(maxPayloadLength = LONGEST_MESSAGE)
    void receive(String message, WebSocketSession session) {
        with(session, socket -> socket.receive(message));
    }

    @OnMessage
    void receive(WebSocketPongMessage answer, WebSocketSession session) {
        with(session, Socket::hear);
    }

    @OnClose
    void close(CloseReason reason, WebSocketSession session) {
        with(session, Socket::closed);
    }

    @OnError
    void fail(Throwable failure, WebSocketSession session) {
        switch (failure) {
            case InvalidMessageException invalid ->
                session.close(Closing.invalid(String.valueOf(invalid.getMessage())));
            case TooLongFrameException tooLong -> session.close(Closing.TOO_LONG);
            // The decoder has closed the connection itself.
            case CorruptedWebSocketFrameException corrupted -> LOG.debug("A frame is corrupted", corrupted);
            case PrematureChannelClosureException early -> LOG.debug("A connection was closed within a message", early);
            case IOException lost -> LOG.debug("A connection was lost", lost);
            default -> {
                LOG.error("A WebSocket failed", failure);
                session.close(Closing.INTERNAL_ERROR);
            }
        }
    }

    private static void with(WebSocketSession session, Consumer<Socket> action) {
        session.get(SOCKET, Socket.class).ifPresent(action);
    }
}
