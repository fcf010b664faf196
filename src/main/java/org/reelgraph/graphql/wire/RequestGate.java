package org.reelgraph.graphql.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Passes on complete requests only, so that every fault in a request, or in its transfer, is answered in the same way.
 * A faulty request is the last one on its connection: the bytes that follow may belong to its body, and an intermediate
 * proxy may disagree about where it ends.
 */
final class RequestGate extends ChannelDuplexHandler {

    private final RequestGates gates;
    private final ReceivedBytes received;
    private final Deque<Optional<Body>> unanswered = new ArrayDeque<>(2);
    private final LingeringClose closing;
    private @Nullable Intake intake;
    private @Nullable Passage passage;
    private @Nullable ScheduledFuture<?> timer;
    private boolean shut;
    // Whether the framework would leave the connection open after the last answer, as it does if the URL is malformed too.
    private boolean mustClose;
    private boolean cameToSomething;
    // When the pending request head started to arrive. The first one is awaited from the start of the connection.
    private long headSince = System.nanoTime();
    private boolean headIsComing = true;

    RequestGate(RequestGates gates, ReceivedBytes received) {
        this.gates = gates;
        this.received = received;
        this.closing = new LingeringClose(gates.limits().stall());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        schedule(context, gates.limits().stall().toNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        cameToSomething = true;
        if (shut) {
            closing.discard(context, message);
        } else if (message instanceof HttpRequest head) {
            headIsComing = false;
            begin(context, head);
        } else if (intake != null && message instanceof HttpContent content) {
            try {
                goOn(context, intake, content);
            } finally {
                content.release();
            }
        } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
            // A body that is passed on as it comes mustn't look whole. Nothing behind it can be understood.
            content.release();
            context.close();
        } else if (passage != null && message instanceof HttpContent content) {
            passage.add(content.content().readableBytes());
            passage = content instanceof LastHttpContent ? null : passage;
            context.fireChannelRead(content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            // The decoder calls it HTTP/1.0 if it has not understood the first line. In HTTP/1.1, the response says that
            // the connection closes.
            head.setProtocolVersion(HttpVersion.HTTP_1_1);
            shut = true;
            forward(context, head, Optional.empty());
            return;
        }
        var fault = RequestHead.faultOf(head);
        if (fault.isPresent()) {
            refuse(context, head, RefusedRequest.malformed(fault.get()));
            return;
        }
        RequestHead.clarify(head);
        if (!hasBody(head)) {
            forward(context, head, Optional.empty());
            return;
        }
        if (gates.isStreamed(head)) {
            passage = new Passage(gates.limits());
            forward(context, head, Optional.empty());
            return;
        }
        var begun = new Intake(head, context, gates.senders(), gates.bodies(), gates.limits());
        intake = begun;
        begun.begin().ifPresentOrElse(refusal -> refuseBody(context, head, refusal), () -> letCome(context, head));
    }

    private static boolean hasBody(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    }

    private void letCome(ChannelHandlerContext context, HttpRequest head) {
        if (HttpUtil.is100ContinueExpected(head) && unanswered.isEmpty()) {
            context.writeAndFlush(RequestHead.CONTINUE.retainedDuplicate());
        }
        head.headers().remove(HttpHeaderNames.EXPECT);
    }

    private void goOn(ChannelHandlerContext context, Intake begun, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(context, begun.head(), RefusedRequest.malformed("The chunks of the body are malformed."));
            return;
        }
        var refusal = begun.add(content.content());
        if (refusal.isPresent()) {
            refuseBody(context, begun.head(), refusal.get());
        } else if (content instanceof LastHttpContent) {
            var request = begun.received();
            intake = null;
            forward(context, request, Optional.of(request.body()));
        }
    }

    private void forward(ChannelHandlerContext context, HttpRequest request, Optional<Body> body) {
        unanswered.add(body);
        context.fireChannelRead(request);
    }

    private void refuseBody(ChannelHandlerContext context, HttpRequest head, RequestException reason) {
        gates.faults().note(reason.code().equals(ErrorCode.REQUEST_TIMEOUT)
                ? ClientFaults.Kind.SLOW_REQUEST
                : ClientFaults.Kind.BODIES, context.channel().remoteAddress());
        refuse(context, head, new RefusedRequest(reason));
    }

    private void refuse(ChannelHandlerContext context, HttpRequest head, Exception reason) {
        shut = true;
        if (intake != null) {
            intake.close();
            intake = null;
        }
        head.setDecoderResult(DecoderResult.failure(reason));
        forward(context, head, Optional.empty());
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (passage != null) {
            passage.await();
        }
        context.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (intake != null) {
            var head = intake.head();
            intake.pause().ifPresent(refusal -> refuseBody(context, head, refusal));
        } else if (received.anySinceLastAsked() && !cameToSomething && !headIsComing && !shut) {
            headIsComing = true;
            headSince = System.nanoTime();
        }
        cameToSomething = false;
        if (timer == null && !shut && (intake != null || passage != null || headIsComing)) {
            schedule(context, gates.limits().stall().toNanos());
        }
        context.fireChannelReadComplete();
    }

    private void schedule(ChannelHandlerContext context, long nanos) {
        timer = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        timer = null;
        if (passage != null && !shut) {
            lookAfter(context, passage);
            return;
        }
        if (shut || intake == null && !headIsComing) {
            return;
        }
        if (intake != null && unanswered.size() > 1) { // nothing is read until these are answered
            intake.excuse();
        }
        var now = System.nanoTime();
        var left = intake == null ? headSince + gates.limits().stall().toNanos() - now : intake.left(now);
        if (left > 0) {
            schedule(context, left);
        } else if (intake == null && received.isNothing()) {
            context.close();
        } else {
            giveUp(context);
        }
    }

    // Whoever takes the body answers it, if that hasn't happened yet.
    private void lookAfter(ChannelHandlerContext context, Passage slow) {
        var left = slow.left();
        if (left > 0) {
            schedule(context, left);
        } else {
            shut = true;
            gates.faults().note(ClientFaults.Kind.SLOW_REQUEST, context.channel().remoteAddress());
            context.fireExceptionCaught(tooSlow());
        }
    }

    private static RequestException tooSlow() {
        return new RequestException(ErrorCode.REQUEST_TIMEOUT, "The request took too long to arrive.");
    }

    private void giveUp(ChannelHandlerContext context) {
        var head = intake == null ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/") : intake.head();
        refuseBody(context, head, tooSlow());
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (passage != null && unanswered.size() == 1 && !isInterim(message)) {
            writeTooSoon(context, message, promise);
            return;
        }
        if (message instanceof HttpResponse response && shut && unanswered.size() == 1 && !isInterim(message)
                && HttpUtil.isKeepAlive(response)) {
            HttpUtil.setKeepAlive(response, false);
            mustClose = true;
        }
        var end = promise;
        if (message instanceof LastHttpContent && !isInterim(message) && !unanswered.isEmpty()) {
            unanswered.remove().ifPresent(Body::abandon);
            end = mustClose ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
        }
        context.write(message, end);
        if (message instanceof HttpResponse response
                && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            // What comes from now on are no requests.
            context.pipeline().remove(this);
        }
    }

    // The rest of the body is of no interest to whoever has taken it.
    private void writeTooSoon(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (message instanceof LastHttpContent) {
            passage = null;
            shut = true;
            unanswered.remove();
            context.write(message, promise.unvoid().addListener(sent -> closing.close(context, context.newPromise())));
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof FullHttpResponse response && response.status().code() < 200;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (shut) {
            closing.close(context, promise);
        } else {
            context.close(promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        if (intake != null) {
            intake.close();
            intake = null;
        }
        unanswered.forEach(body -> body.ifPresent(Body::abandon));
        unanswered.clear();
        context.fireChannelInactive();
    }
}
