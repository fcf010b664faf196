package org.reelgraph.graphql.access;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** The trace that a request is part of. Only whoever traces requests knows more of it. */
public interface RequestTrace {

    /** {@return its id, by which other programs know it too} */
    String id();

    /** Makes a request part of this trace. */
    default void add(HttpRequest<?> request) {
        request.setAttribute(RequestTrace.class.getName(), this);
    }

    /** {@return the trace of a request; empty if requests aren't traced} */
    static Optional<RequestTrace> of(HttpRequest<?> request) {
        return request.getAttribute(RequestTrace.class.getName()).map(RequestTrace.class::cast);
    }
}
