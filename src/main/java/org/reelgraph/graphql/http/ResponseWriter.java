package org.reelgraph.graphql.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import graphql.ExecutionResult;
import jakarta.inject.Singleton;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.JsonText;
import org.reelgraph.graphql.plan.ResultObject;

/** Writes results as JSON in UTF-8. */
@Singleton
class ResponseWriter {

    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.threadLocalPool();

    private final JsonFactory json = new JsonFactory();

    /**
     * {@return the result as bytes}
     *
     * @param meter receives the number of bytes as they are written; an exception from it ends the writing
     */
    byte[] write(ExecutionResult result, LongConsumer meter) {
        var buffers = BUFFERS.acquireAndLinkPooled();
        try (var bytes = new ByteArrayBuilder(buffers)) {
            try (var generator = json.createGenerator(new Counted(bytes, meter))) {
                write(generator, result.toSpecification());
            }
            return bytes.getClearAndRelease();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            buffers.releaseToPool();
        }
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case JsonText written -> out.writeRawValue(written.text());
            case ResultObject object -> writeObject(out, object);
            case Map<?, ?> object -> writeObject(out, object);
            case Iterable<?> list -> writeArray(out, list);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            default -> out.writeString(value.toString());
        }
    }

    // Jackson writes some kilobytes at a time. It writes once more on close, even after an exception has ended the
    // writing.
    private static final class Counted extends FilterOutputStream {

        private final LongConsumer meter;
        private boolean ended;

        private Counted(OutputStream out, LongConsumer meter) {
            super(out);
            this.meter = meter;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!ended) {
                ended = true;
                meter.accept(length);
                ended = false;
                out.write(bytes, from, length);
            }
        }
    }

    private static void writeObject(JsonGenerator out, ResultObject object) throws IOException {
        out.writeStartObject();
        for (var index = 0; index < object.size(); index++) {
            out.writeFieldName(object.name(index));
            write(out, object.value(index));
        }
        out.writeEndObject();
    }

    private static void writeObject(JsonGenerator out, Map<?, ?> object) throws IOException {
        out.writeStartObject();
        for (var member : object.entrySet()) {
            out.writeFieldName(member.getKey().toString());
            write(out, member.getValue());
        }
        out.writeEndObject();
    }

    private static void writeArray(JsonGenerator out, Iterable<?> list) throws IOException {
        out.writeStartArray();
        for (var item : list) {
            write(out, item);
        }
        out.writeEndArray();
    }
}
