package org.reelgraph.graphql.websocket;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reelgraph.graphql.subscriptions.ResultWriter;

/** The messages to clients, as JSON in UTF-8. */
@Singleton
class ServerMessages {

    static final byte[] ACKNOWLEDGED = bytes("{\"type\":\"connection_ack\"}");
    static final byte[] PONG = bytes("{\"type\":\"pong\"}");

    private static final int BEGINNING_OF_ERRORS = "{\"errors\":".length();

    private final ResultWriter writer;

    ServerMessages(ResultWriter writer) {
        this.writer = writer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return a result of an operation, which is JSON itself} */
    byte[] next(String id, byte[] result) {
        return message("next", id, result, 0, result.length);
    }

    /** {@return why an operation isn't executed} */
    byte[] error(String id, List<GraphQLError> errors) {
        var result = writer.write(new ExecutionResultImpl(errors), bytes -> {
        });
        return message("error", id, result, BEGINNING_OF_ERRORS, result.length - BEGINNING_OF_ERRORS - 1);
    }

    /** {@return that an operation has no further results} */
    byte[] complete(String id) {
        return bytes("{\"type\":\"complete\",\"id\":" + quoted(id) + "}");
    }

    private static byte[] message(String type, String id, byte[] payload, int from, int length) {
        var beginning = bytes("{\"type\":\"" + type + "\",\"id\":" + quoted(id) + ",\"payload\":");
        var message = new ByteArrayOutputStream(beginning.length + length + 1);
        message.writeBytes(beginning);
        message.write(payload, from, length);
        message.write('}');
        return message.toByteArray();
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
