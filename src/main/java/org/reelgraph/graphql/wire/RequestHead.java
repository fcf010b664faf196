package org.reelgraph.graphql.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/**
 * Finds requests whose end or host is ambiguous (RFC 9112, sections 3.2, 6.1 and 7.1), and normalizes headers that the
 * framework would misread. A filter would cost each request many times as much.
 */
final class RequestHead {

    static final FullHttpResponse CONTINUE = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);

    private RequestHead() {
    }

    /** {@return what is wrong with the request head, as a message for the client} */
    static Optional<String> faultOf(HttpRequest request) {
        var headers = request.headers();
        var version = request.protocolVersion();
        var isOther = version.majorVersion() != HttpVersion.HTTP_1_1.majorVersion();
        if (isOther || version.compareTo(HttpVersion.HTTP_1_1) > 0) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1); // the version of the response
        }
        if (isOther) {
            return Optional.of("Only HTTP/1.1 and HTTP/1.0 are supported.");
        }
        var isOld = version.compareTo(HttpVersion.HTTP_1_1) < 0;
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && (isOld || !isChunked(headers))) {
            return Optional.of("The only supported 'Transfer-Encoding' is 'chunked', in HTTP/1.1.");
        }
        var hosts = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return isOld ? Optional.empty() : Optional.of("HTTP/1.1 requires the header 'Host'.");
        }
        if (hosts.next().isEmpty()) {
            return Optional.of("The header 'Host' is empty.");
        }
        return hosts.hasNext() ? Optional.of("The header 'Host' may appear only once.") : Optional.empty();
    }

    private static boolean isChunked(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
    }

    /** Rewrites headers so that the framework interprets them as the client means them. */
    static void clarify(HttpRequest request) {
        AcceptedCoding.clarify(request.headers());
        if (HttpMethod.OPTIONS.equals(request.method())) {
            nameHeaders(request.headers());
        }
    }

    // Browsers omit the header list if a page sends only headers that need no permission. The framework reads a missing
    // list as a header that is not allowed.
    private static void nameHeaders(HttpHeaders preflight) {
        if (preflight.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
                && preflight.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "").isBlank()) {
            preflight.set(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, HttpHeaderNames.ACCEPT);
        }
    }
}
