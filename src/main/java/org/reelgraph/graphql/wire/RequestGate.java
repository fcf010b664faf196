package org.reelgraph.graphql.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Refuses requests whose end or host can't be told for sure (RFC 9112, sections 3.2, 6.1 and 7.1), and puts into plain
 * words what the framework would misread. A filter costs each request many times what this does.
 */
final class RequestGate extends ChannelInboundHandlerAdapter {

    // What comes after a request that is refused may be its body: a proxy in between may see its end elsewhere.
    private boolean shut;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (shut) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof DefaultHttpRequest request) {
            look(request);
            context.fireChannelRead(request);
        } else if (message instanceof DefaultHttpContent content && content.decoderResult().isFailure()) {
            shut = true;
            content.release();
            context.fireExceptionCaught(new MalformedRequest("The chunks of the body are malformed."));
        } else {
            context.fireChannelRead(message);
        }
    }

    private void look(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return;
        }
        faultOf(request).ifPresentOrElse(fault -> {
            shut = true;
            request.setDecoderResult(DecoderResult.failure(new MalformedRequest(fault)));
        }, () -> clarify(request));
    }

    private static Optional<String> faultOf(HttpRequest request) {
        var headers = request.headers();
        var isOld = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && (isOld || !isChunked(headers))) {
            return Optional.of("The only 'Transfer-Encoding' that is taken is 'chunked', by HTTP/1.1.");
        }
        var hosts = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return isOld ? Optional.empty() : Optional.of("HTTP/1.1 takes the header 'Host'.");
        }
        hosts.next();
        return hosts.hasNext() ? Optional.of("The header 'Host' may come once.") : Optional.empty();
    }

    private static boolean isChunked(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
    }

    private static void clarify(HttpRequest request) {
        AcceptedCoding.clarify(request.headers());
        if (HttpMethod.OPTIONS.equals(request.method())) {
            nameHeaders(request.headers());
        }
    }

    // Browsers leave out the list where a page sends nothing that needs leave; the framework takes none for one that
    // isn't allowed.
    private static void nameHeaders(HttpHeaders preflight) {
        if (preflight.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
                && preflight.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "").isBlank()) {
            preflight.set(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, HttpHeaderNames.ACCEPT);
        }
    }
}
