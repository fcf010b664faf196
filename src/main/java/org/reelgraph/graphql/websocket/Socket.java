package org.reelgraph.graphql.websocket;

import graphql.GraphQLError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.simple.SimpleHttpHeaders;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.graphql.subscriptions.Operations.Asked;
import org.reelgraph.graphql.subscriptions.Outcome;
import org.reelgraph.graphql.subscriptions.ResultStream;
import org.reelgraph.graphql.websocket.ClientMessage.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket, and the operations that run over it. Its messages come on the thread of its connection. */
final class Socket implements ResultStream {

    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    // Bytes that may wait for a slow client when the next message is sent.
    private static final long MOST_WAITING = 1_048_576;
    private static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, Authentication.KEY_HEADER);

    private final WebSocketSession session;
    private final HttpRequest<?> request;
    private final Channel channel;
    private final SocketParts parts;
    private final Map<String, RunningOperation> operations = new HashMap<>(2);
    private final AtomicLong waiting = new AtomicLong();
    private final long openedAt = System.nanoTime();
    private volatile Caller caller;
    private volatile boolean isInitialised;
    private volatile boolean isAcknowledged;
    private volatile long heardAt = openedAt;
    private long pingedAt = openedAt;
    private boolean isClosed;

    Socket(WebSocketSession session, HttpRequest<?> request, Channel channel, SocketParts parts) {
        this.session = session;
        this.request = request;
        this.channel = channel;
        this.parts = parts;
        this.caller = new Caller(parts.requests().of(request), parts.addresses().of(request), "", Optional.empty());
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    /** Notes that the client is there. */
    void hear() {
        heardAt = System.nanoTime();
    }

    /** Takes a message. */
    void receive(String text) {
        hear();
        try {
            var message = ClientMessage.of(text);
            switch (message.type()) {
                case "connection_init" -> initialise(message);
                case "ping" -> send(ServerMessages.PONG);
                case "pong" -> {
                    // It is noted that the client is there.
                }
                case "subscribe" -> subscribe(message);
                case "complete" -> cancel(message.id());
                default -> throw new InvalidMessageException("There is no message of the type " + message.type());
            }
        } catch (InvalidMessageException e) {
            close(Closing.invalid(String.valueOf(e.getMessage())));
        }
    }

    private void initialise(ClientMessage message) throws InvalidMessageException {
        if (isInitialised) {
            close(Closing.TOO_MANY_INITS);
            return;
        }
        isInitialised = true;
        var headers = message.members().isPresent()
                ? headers(message.members().get()).orElse(request.getHeaders())
                : request.getHeaders();
        parts.queues().requests().submit(client(), () -> {
            authenticate(headers);
            return CompletableFuture.completedFuture(true);
        }, overloaded -> {
            close(Closing.later(overloaded.getMessage()));
            return false;
        }).exceptionally(failure -> {
            close(Closing.later("The server can't find out who opened the WebSocket"));
            LOG.debug("Who opened a WebSocket can't be found out", failure);
            return false;
        });
    }

    // Browsers can't send headers with a WebSocket, so a token or key comes in the first message.
    private Optional<HttpHeaders> headers(Map<?, ?> payload) throws InvalidMessageException {
        var headers = new SimpleHttpHeaders(parts.conversions());
        for (var member : payload.entrySet()) {
            var header = CREDENTIALS.stream().filter(name -> name.equalsIgnoreCase(member.getKey().toString()))
                    .findAny();
            if (header.isPresent() && member.getValue() != null) {
                if (!(member.getValue() instanceof String credential)) {
                    throw new InvalidMessageException("The member " + header.get() + " of the payload isn't a text");
                }
                headers.add(header.get(), credential);
            }
        }
        return headers.names().isEmpty() ? Optional.empty() : Optional.of(headers);
    }

    private void authenticate(HttpHeaders headers) {
        var known = parts.authentication().caller(request, headers);
        var refusal = parts.credentials().refusal(known).map(RequestException::getMessage)
                .or(() -> known.viewer().isEmpty() && !parts.anonymous().seesCatalog()
                        ? Optional.of("This requires a sign-in")
                        : Optional.empty());
        if (refusal.isPresent()) {
            close(Closing.forbidden(refusal.get()));
            return;
        }
        caller = known;
        try {
            parts.streams().add(this);
            isAcknowledged = true;
            send(ServerMessages.ACKNOWLEDGED);
        } catch (RequestException e) {
            close(Closing.later(e.getMessage()));
        }
    }

    private Client client() {
        return Client.of(caller, channel::isActive);
    }

    private void subscribe(ClientMessage message) throws InvalidMessageException {
        if (!isAcknowledged) {
            close(Closing.UNAUTHORIZED);
            return;
        }
        if (message.id().isEmpty()) {
            throw new InvalidMessageException("An operation needs an id");
        }
        var asked = new Asked(requested(message), caller.withRequestId(parts.requests().next()), client());
        var operation = new RunningOperation(message.id(), this);
        switch (admit(operation)) {
            case ADMITTED -> begin(asked, operation);
            case DUPLICATE -> close(Closing.duplicate(message.id()));
            case TOO_MANY -> sendErrors(message.id(), ErrorCodes.named(List.of(new ApiError(ErrorCode.RATE_LIMITED,
                    "Over one WebSocket, " + parts.settings().operations() + " operations may run at the same time.")),
                    asked.caller().requestId()));
            case CLOSED -> LOG.debug("An operation came after the end of its WebSocket");
        }
    }

    private static GraphQlRequest requested(ClientMessage message) throws InvalidMessageException {
        try {
            return GraphQlRequest.of(message.members()
                    .orElseThrow(() -> new InvalidMessageException("An operation needs a payload")));
        } catch (RequestException e) {
            throw new InvalidMessageException(e.getMessage());
        }
    }

    private enum Admission {
        ADMITTED, DUPLICATE, TOO_MANY, CLOSED
    }

    private synchronized Admission admit(RunningOperation operation) {
        if (isClosed) {
            return Admission.CLOSED;
        }
        if (operations.containsKey(operation.id())) {
            return Admission.DUPLICATE;
        }
        if (operations.size() >= parts.settings().operations()) {
            return Admission.TOO_MANY;
        }
        operations.put(operation.id(), operation);
        return Admission.ADMITTED;
    }

    private void begin(Asked asked, RunningOperation operation) {
        parts.queues().requests().<Outcome>submit(asked.client(), () -> parts.operations().begin(resolved(asked), false,
                parts.places().of(request, asked.caller(), asked.client())),
                overloaded -> parts.operations().refused(asked, overloaded))
                .exceptionally(failure -> parts.operations().refused(asked, failure)).thenAccept(operation::take);
    }

    private Asked resolved(Asked asked) {
        return new Asked(parts.documents().resolved(asked.request(), asked.caller(), false), asked.caller(),
                asked.client());
    }

    private void cancel(String id) {
        RunningOperation cancelled;
        synchronized (this) {
            cancelled = operations.remove(id);
        }
        if (cancelled != null) {
            cancelled.dispose();
        }
    }

    /** {@return whether an operation was still running; it isn't any more} */
    synchronized boolean finish(RunningOperation operation) {
        return operations.remove(operation.id(), operation);
    }

    ChannelFuture sendNext(String id, byte[] result) {
        return send(parts.messages().next(id, result));
    }

    void sendErrors(String id, List<GraphQLError> errors) {
        send(parts.messages().error(id, errors));
    }

    void sendComplete(String id) {
        send(parts.messages().complete(id));
    }

    private ChannelFuture send(byte[] message) {
        if (waiting.getAndAdd(message.length) > MOST_WAITING) {
            LOG.debug("A client reads too slowly; its WebSocket is closed");
            return channel.close();
        }
        return channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)))
                .addListener(sent -> waiting.addAndGet(-message.length));
    }

    @Override
    public void look() {
        var now = System.nanoTime();
        var ping = parts.settings().ping().toNanos();
        if (!isInitialised && now - openedAt > parts.settings().initWait().toNanos()) {
            close(Closing.INIT_TIMEOUT);
        } else if (waiting.get() == 0 && now - heardAt > ping && now - pingedAt > ping) { // else it still receives
            if (pingedAt - heardAt > 0) {
                channel.close();
            } else {
                pingedAt = now;
                channel.writeAndFlush(new PingWebSocketFrame());
            }
        }
    }

    @Override
    public void end(End reason) {
        close(switch (reason) {
            case ACCESS_LOST -> Closing.ACCESS_LOST;
            case SERVER_STOPS -> Closing.GOING_AWAY;
        });
    }

    // Nothing is sent after the reason.
    private void close(CloseReason reason) {
        closed();
        session.close(reason);
    }

    /** Ends what runs over it, since it is closed. */
    void closed() {
        List<RunningOperation> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(operations.values());
            operations.clear();
        }
        left.forEach(RunningOperation::dispose);
        parts.streams().remove(this);
    }
}
