package org.reelgraph.connections.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.wire.ReceivedRequest;

/** Reads the part of a multipart body that holds what a server tells. A picture may come with it. */
@Singleton
class WebhookPayload {

    private static final String PART = "payload";
    private static final String MULTIPART = "multipart/form-data";

    private final ObjectMapper mapper;

    WebhookPayload(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * {@return the payload in a request}
     *
     * @throws RequestException if there is none
     */
    JsonNode read(HttpRequest<?> request) {
        var type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE, String.class).orElse("");
        if (!type.startsWith(MULTIPART) || !type.contains("boundary=")) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be " + MULTIPART + " with a boundary.");
        }
        var received = ReceivedRequest.of(request).filter(whole -> whole.coding().isEmpty() && whole.body().claim())
                .orElseThrow(() -> malformed("The body is empty or compressed."));
        try (var body = received.body()) {
            var payload = mapper.readTree(part(type, body.read().readAllBytes())
                    .orElseThrow(() -> malformed("The body has no part '" + PART + "'.")));
            if (payload == null || !payload.isObject()) {
                throw malformed("The part '" + PART + "' must be a JSON object.");
            }
            return payload;
        } catch (DecoderException e) {
            throw malformed("The body isn't well-formed " + MULTIPART + ".");
        } catch (IOException e) {
            throw malformed("The part '" + PART + "' must be JSON.");
        }
    }

    private static Optional<String> part(String type, byte[] bytes) throws IOException {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/",
                Unpooled.wrappedBuffer(bytes));
        request.headers().set(HttpHeaders.CONTENT_TYPE, type);
        // In memory: the body is there already.
        var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request);
        try {
            return decoder.getBodyHttpData(PART) instanceof Attribute payload
                    ? Optional.of(payload.getValue())
                    : Optional.empty();
        } finally {
            decoder.destroy();
        }
    }

    private static RequestException malformed(String why) {
        return new RequestException(ErrorCode.BAD_REQUEST, why);
    }
}
