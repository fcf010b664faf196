package org.reelgraph.graphql.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.wire.StreamedBodies;

/**
 * Requests that bring files. A compressed one isn't among them: the framework would inflate a piece of it whole, before
 * anything measures it.
 */
@Singleton
class MultipartBodies implements StreamedBodies {

    private final String path;

    /**
     * @param root     the server's context path: empty, or such as {@code /reel}
     * @param endpoint the endpoint's path below it
     */
    MultipartBodies(@Value("${micronaut.server.context-path:}") String root,
            @Value("${graphql.path}") String endpoint) {
        this.path = root + endpoint;
    }

    @Override
    public boolean include(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) && isEndpoint(head.uri())
                && isMultipart(head.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))
                && !head.headers().contains(HttpHeaderNames.CONTENT_ENCODING);
    }

    private boolean isEndpoint(String address) {
        return address.startsWith(path) && (address.length() == path.length() || address.charAt(path.length()) == '?');
    }

    private static boolean isMultipart(String type) {
        return type.regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA, 0, MediaType.MULTIPART_FORM_DATA.length());
    }
}
