package org.reelgraph.graphql.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;

/**
 * The security headers of responses: they disable content sniffing, restrict what pages may load, and forbid framing.
 */
final class AnswerHeaders {

    private static final AsciiString TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString NO_SNIFFING = AsciiString.cached("nosniff");
    private static final String PAGE = "text/html";
    // GraphiQL's editor sets inline styles. A page that doesn't has a policy of its own.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private AnswerHeaders() {
    }

    /** Adds the headers that a response needs. */
    static void addTo(HttpResponse answer) {
        var headers = answer.headers();
        headers.set(TYPE_OPTIONS, NO_SNIFFING);
        var type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null && type.startsWith(PAGE)) {
            if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
                headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
            }
            headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
            headers.set("Referrer-Policy", "no-referrer");
        }
    }
}
