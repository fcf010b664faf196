package org.reelgraph.graphql.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.wire.Senders.Sender;

/**
 * A request whose body is coming. A length that is told is counted before anything comes, so that who begins can end; a
 * length that isn't, as it comes.
 */
final class Intake implements AutoCloseable {

    // What comes at once and is as small is gone before it could be counted.
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

    /** {@return why the body isn't taken, as far as that can be told before it comes} */
    Optional<RequestException> begin() {
        return ofLength(told).or(() -> told > UNCOUNTED ? count(told) : Optional.empty());
    }

    /** {@return why the body isn't taken any further} */
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

    /** {@return why the body isn't waited for, when no more of it is here} */
    Optional<RequestException> pause() {
        return body.length() > counted ? count(body.length() - counted) : Optional.empty();
    }

    // Who sends it is looked up in the database, which may be out of order.
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

    /** Says that the server didn't listen for a while. */
    void excuse() {
        progressAt = System.nanoTime();
    }

    /** {@return after how many nanoseconds the sender is too slow, if nothing comes; 0 and less where it is already} */
    long left(long now) {
        return Math.min(progressAt + limits.stall().toNanos() - now, since + limits.longest(body.length()) - now);
    }

    /** {@return the request, when all of its body has come} */
    ReceivedRequest received() {
        return new ReceivedRequest(head, body);
    }

    @Override
    public void close() {
        body.abandon();
    }
}
