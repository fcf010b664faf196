package org.reelgraph.graphql.access;

import io.micronaut.http.HttpRequest;

/** Tells who sends a request. */
public interface Authentication {

    /**
     * {@return who sends the request; nobody in particular where it carries no token}
     *
     * @throws org.reelgraph.graphql.RequestException as {@code UNAUTHENTICATED}, where it carries one that isn't valid
     */
    Caller caller(HttpRequest<?> request);
}
