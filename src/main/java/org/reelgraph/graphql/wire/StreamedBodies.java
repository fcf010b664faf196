package org.reelgraph.graphql.wire;

import io.netty.handler.codec.http.HttpRequest;

/**
 * Requests whose bodies are too large for memory: they are passed on as they come, and whoever takes them has to check the
 * caller before the first byte and bound what they take. Every bean of this type takes part.
 */
public interface StreamedBodies {

    /** {@return whether this is such a request} */
    boolean include(HttpRequest head);
}
