package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads one operation's event stream: GraphQL over Server-Sent Events, "Distinct connections mode". */
public final class EventStreamClient implements AutoCloseable {

    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> lines;

    private EventStreamClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.lines = response.body().iterator();
    }

    /** {@return the stream of an operation, once its headers have come} */
    public static EventStreamClient open(GraphQlClient client, String document, Map<String, Object> variables) {
        return send(client.request("/graphql", "content-type", "application/json", "accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers
                        .ofString(GraphQlClient.write(Map.of("query", document, "variables", variables)))));
    }

    public static EventStreamClient send(HttpRequest.Builder request) {
        try {
            return new EventStreamClient(HttpClient.newHttpClient().send(request.build(),
                    HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** {@return the data of the next event, once it is there; a missing node for {@code complete} or the stream's end} */
    public JsonNode next() {
        var event = "";
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && event.equals("next")) {
                return GraphQlClient.json(line.substring("data: ".length()));
            } else if (event.equals("complete")) {
                break;
            }
        }
        return MissingNode.getInstance();
    }

    /** {@return the rest of the stream's lines that are not empty, until its end} */
    public List<String> rest() {
        var rest = new ArrayList<String>();
        lines.forEachRemaining(rest::add);
        rest.removeIf(line -> line.isEmpty() || line.equals(":"));
        return rest;
    }

    @Override
    public void close() {
        response.body().close();
    }
}
