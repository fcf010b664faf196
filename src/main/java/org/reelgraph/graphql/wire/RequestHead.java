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
 * Finds requests whose end or host can't be told for sure (RFC 9112, sections 3.2, 6.1 and 7.1), and puts into plain words
 * what the framework would misread. A filter costs each request many times what this does.
 */
final class RequestHead {

    static final FullHttpResponse CONTINUE = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);

    private RequestHead() {
    }

    /** {@return what is wrong with the head, in words for the client} */
    static Optional<String> faultOf(HttpRequest request) {
        var headers = request.headers();
        if (request.protocolVersion().majorVersion() != HttpVersion.HTTP_1_1.majorVersion()) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1); // of the answer
            return Optional.of("Only HTTP/1.1 and HTTP/1.0 are supported.");
        }
        var isOld = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
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

    /** Changes headers into what the framework understands as the client means it. */
    static void clarify(HttpRequest request) {
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
