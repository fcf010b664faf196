package org.reelgraph.graphql.http;

import graphql.ExecutionResult;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.JsonText;
import org.reelgraph.graphql.plan.ResultObject;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.graphql.subscriptions.ResultWriter;

/** Writes results as JSON in UTF-8. */
@Singleton
class ResponseWriter implements ResultWriter {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(JsonWriter::newBuffer);

    @Override
    public byte[] write(ExecutionResult result, LongConsumer meter) {
        var out = new JsonWriter(buffers.get(), meter);
        write(out, result.toSpecification());
        return out.end();
    }

    private static void write(JsonWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.raw(NULL);
            case Utf8Text text -> out.text(text);
            case ResultObject object -> writeObject(out, object);
            case Integer number -> out.number(number);
            case Double number -> out.number(number);
            case LocalDate day -> out.day(day);
            case String text -> out.text(text);
            case JsonText written -> out.raw(written.text().getBytes(StandardCharsets.UTF_8));
            case Map<?, ?> object -> writeObject(out, object);
            case Iterable<?> list -> writeArray(out, list);
            case Long number -> out.number(number);
            case BigInteger number -> out.raw(number.toString().getBytes(StandardCharsets.US_ASCII));
            case BigDecimal number -> out.raw(number.toString().getBytes(StandardCharsets.US_ASCII));
            case Boolean truth -> out.raw(truth ? TRUE : FALSE);
            default -> out.text(value.toString());
        }
    }

    private static void writeObject(JsonWriter out, ResultObject object) {
        out.raw('{');
        for (var index = 0; index < object.size(); index++) {
            if (index > 0) {
                out.raw(',');
            }
            out.raw(object.encodedName(index));
            write(out, object.value(index));
        }
        out.raw('}');
    }

    private static void writeObject(JsonWriter out, Map<?, ?> object) {
        out.raw('{');
        var first = true;
        for (var member : object.entrySet()) {
            if (!first) {
                out.raw(',');
            }
            out.text(member.getKey().toString());
            out.raw(':');
            write(out, member.getValue());
            first = false;
        }
        out.raw('}');
    }

    private static void writeArray(JsonWriter out, Iterable<?> list) {
        out.raw('[');
        var first = true;
        for (var item : list) {
            if (!first) {
                out.raw(',');
            }
            write(out, item);
            first = false;
        }
        out.raw(']');
    }
}
