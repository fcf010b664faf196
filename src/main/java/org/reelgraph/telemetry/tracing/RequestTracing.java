package org.reelgraph.telemetry.tracing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.access.RequestTrace;
import org.reelgraph.graphql.access.ShownPath;

/** Traces requests, each as part of the trace that its headers name. */
@ServerFilter(patterns = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(beans = Tracing.class)
class RequestTracing implements Ordered {

    /** Statuses from here on are the server's fault. */
    static final int FIRST_SERVER_ERROR = 500;

    private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final Tracing tracing;
    private final RequestIds ids;

    RequestTracing(Tracing tracing, RequestIds ids) {
        this.tracing = tracing;
        this.ids = ids;
    }

    /** Runs before anything else looks at the request. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @PreMatching
    @RequestFilter
    void begin(HttpRequest<?> request) {
        var from = tracing.propagator().extract(Context.root(), request.getHeaders(), HEADERS);
        var span = tracing.tracer().spanBuilder(method(request)).setSpanKind(SpanKind.SERVER).setParent(from)
                .setAttribute("http.request.method", method(request))
                .setAttribute("url.scheme", request.isSecure() ? "https" : "http").startSpan();
        new TracedRequest(from.with(span)).add(request);
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        RequestTrace.of(request).map(trace -> ((TracedRequest) trace).span()).ifPresent(span -> {
            BasicHttpAttributes.getUriTemplate(request).ifPresent(route -> span
                    .updateName(method(request) + " " + route).setAttribute("http.route", route));
            // What is in its place may be decided by its controller.
            span.setAttribute("url.path", ShownPath.of(request));
            span.setAttribute("http.response.status_code", response.code());
            span.setAttribute("reelgraph.request.id", ids.of(request));
            if (response.code() >= FIRST_SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR).setAttribute("error.type", String.valueOf(response.code()));
            }
            span.end();
        });
    }

    private static String method(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.CUSTOM ? "_OTHER" : request.getMethod().name();
    }
}
