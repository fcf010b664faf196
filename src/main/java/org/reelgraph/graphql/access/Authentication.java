package org.reelgraph.graphql.access;

import io.micronaut.http.HttpRequest;

/** Tells who sends a request. */
public interface Authentication {

    /** The header that carries an API key; keys and access tokens also come as bearer tokens in {@code Authorization}. */
    String KEY_HEADER = "X-Api-Key";

    /** {@return who sends the request; nobody in particular where it carries no token or key, or one that isn't valid} */
    Caller caller(HttpRequest<?> request);
}
