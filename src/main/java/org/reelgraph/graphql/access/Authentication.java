package org.reelgraph.graphql.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/** Identifies the caller of a request. */
public interface Authentication {

    /**
     * The header for an API key. Keys and access tokens are also accepted as bearer tokens in {@code Authorization}.
     */
    String KEY_HEADER = "X-Api-Key";

    /** {@return whether the database is asked who the caller is, so that whoever asks may have to wait} */
    boolean asksDatabase(HttpRequest<?> request);

    /** {@return the caller; anonymous if the request carries no token or key, or an invalid one} */
    default Caller caller(HttpRequest<?> request) {
        return caller(request, request.getHeaders());
    }

    /** {@return the caller, by a token or key that is among these headers rather than the request's own} */
    Caller caller(HttpRequest<?> request, HttpHeaders headers);
}
