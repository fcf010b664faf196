package org.reelgraph.graphql.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.TypedMessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes a response's bytes on unchanged; the framework's own writer would first copy them to memory outside the heap.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerBytes implements TypedMessageBodyWriter<byte[]>, ResponseBodyWriter<byte[]> {

    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);

    @Override
    public Argument<byte[]> getType() {
        return BYTES;
    }

    @Override
    public CloseableByteBody writePiece(ByteBodyFactory bodies, HttpRequest<?> request, HttpResponse<?> response,
            Argument<byte[]> type, MediaType mediaType, byte[] bytes) {
        return bodies.adapt(bytes);
    }

    @Override
    public void writeTo(Argument<byte[]> type, MediaType mediaType, byte[] bytes, MutableHeaders headers,
            OutputStream target) {
        try {
            target.write(bytes);
        } catch (IOException e) {
            throw new CodecException("The response can't be written", e);
        }
    }
}
