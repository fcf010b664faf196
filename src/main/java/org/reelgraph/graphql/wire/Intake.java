package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.wire.Senders.Sender;

/**
 * A request whose body is being received. An announced length is reserved before any of the body arrives, so that a
 * transfer that has started can finish; otherwise bytes are counted as they arrive.
 */
final class Intake implements AutoCloseable {

    // A small body that arrives at once is released before counting it would matter.
    private static final int UNCOUNTED = 16_384;

    private final HttpRequest head;
    private final Sender sender;
    private final Body body;
    private final BodyLimits limits;
    private final long told;
    private final long since = System.nanoTime();
    private long most;
    private long counted;
    private long progressAt = since;

    Intake(HttpRequest head, ChannelHandlerContext connection, Senders senders, Bodies bodies, BodyLimits limits) {
        this.head = head;
        this.sender = senders.of(head, connection);
        this.limits = limits;
        this.told = HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, -1L);
        this.most = limits.body();
        this.body = new Body(bodies.open(sender), told);
    }

    HttpRequest head() {
        return head;
    }

    /** {@return the error if the body can be rejected before it arrives} */
    Optional<RequestException> begin() {
        return ofLength(told).or(() -> told > UNCOUNTED ? count(told) : Optional.empty());
    }

    /** {@return the error if no more of the body is accepted} */
    Optional<RequestException> add(ByteBuf bytes) {
        var length = body.length() + bytes.readableBytes();
        var refusal = ofLength(length)
                .or(() -> length - counted > UNCOUNTED ? count(length - counted) : Optional.empty());
        if (refusal.isEmpty()) {
            body.add(bytes);
            progressAt = System.nanoTime();
        }
        return refusal;
    }

    /**
     * Called when no more bytes are available for now.
     *
     * @return the error if the server won't wait for the rest
     */
    Optional<RequestException> pause() {
        return body.length() > counted ? count(body.length() - counted) : Optional.empty();
    }

    // Identifying the sender needs the database, which may be unavailable.
    private Optional<RequestException> ofLength(long length) {
        try {
            if (length > most) {
                most = Math.max(most, sender.most());
            }
            return length > most ? Optional.of(sender.tooLarge()) : Optional.empty();
        } catch (RequestException e) {
            return Optional.of(e);
        }
    }

    private Optional<RequestException> count(long further) {
        var refusal = body.take(further);
        if (refusal.isEmpty()) {
            counted += further;
        }
        return refusal;
    }

    /** Restarts the stall timer after a pause in which the server did not read. */
    void excuse() {
        progressAt = System.nanoTime();
    }

    /**
     * {@return the nanoseconds until the sender counts as too slow if nothing arrives; 0 or less if it already does}
     */
    long left(long now) {
        return Math.min(progressAt + limits.stall().toNanos() - now, since + limits.longest(body.length()) - now);
    }

    /** {@return the request, once its whole body has been received} */
    ReceivedRequest received() {
        return new ReceivedRequest(head, body);
    }

    @Override
    public void close() {
        body.abandon();
    }
}
