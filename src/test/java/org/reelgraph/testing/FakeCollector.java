package org.reelgraph.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An OpenTelemetry collector that keeps what it gets by OTLP over HTTP. */
public final class FakeCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Resource> resources = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    /** @param port where it listens; 0 for any that is free */
    public FakeCollector(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = ExportTraceServiceRequest.parseFrom(body);
            headers.add(exchange.getRequestHeaders());
            bodies.add(body);
            for (var of : request.getResourceSpansList()) {
                resources.add(of.getResource());
                of.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
            }
            var answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        }
    }

    /** {@return its address, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} takes it} */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return all spans so far} */
    public List<Span> spans() {
        return spans;
    }

    /** {@return who sent them} */
    public List<Resource> resources() {
        return resources;
    }

    /** {@return the headers of each request} */
    public List<Headers> headers() {
        return headers;
    }

    /** {@return each request as it came} */
    public List<byte[]> bodies() {
        return bodies;
    }

    /** {@return the span that is meant, once it has come} */
    public Span await(Predicate<Span> meant) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = spans.stream().filter(meant).findFirst();
        while (found.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("There is no such span among " + spans.stream().map(Span::getName).toList());
            }
            Pause.briefly();
            found = spans.stream().filter(meant).findFirst();
        }
        return found.get();
    }

    /** {@return the spans of a trace, once the one that ends last has come: that of its request} */
    public List<Span> trace(String id) {
        await(span -> id.equals(hex(span.getTraceId().toByteArray())) && span.getName().contains("/"));
        return spans.stream().filter(span -> id.equals(hex(span.getTraceId().toByteArray()))).toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the value of a span's attribute; empty if it has none of this name} */
    public static String attribute(Span span, String name) {
        return span.getAttributesList().stream().filter(each -> each.getKey().equals(name))
                .map(each -> each.getValue().hasIntValue()
                        ? String.valueOf(each.getValue().getIntValue())
                        : each.getValue().getStringValue())
                .findFirst().orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
