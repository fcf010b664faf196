package org.reelgraph.graphql.access;

import io.micronaut.http.HttpRequest;

/** The path of a request, as logs show it: some paths hold secrets. */
public final class ShownPath {

    private static final String ATTRIBUTE = "reelgraph.shown-path";

    private ShownPath() {
    }

    /** Has another path shown in place of a request's own. */
    public static void hide(HttpRequest<?> request, String shown) {
        request.setAttribute(ATTRIBUTE, shown);
    }

    /** {@return the path to show} */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(request::getPath);
    }
}
