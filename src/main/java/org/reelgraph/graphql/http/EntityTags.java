package org.reelgraph.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tags by which clients name what they have (RFC 9110, section 13.1.2). They are compared by the weak comparison, which
 * knows no difference between weak and strong ones.
 */
public final class EntityTags {

    static final String WEAK = "W/";
    private static final String ANY = "*";

    private EntityTags() {
    }

    /** {@return the tags of what a client has, without the mark of weak ones; {@code *} stands for anything} */
    static Set<String> known(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(list -> Stream.of(list.split(","))).map(tag -> opaque(tag.strip()))
                .collect(Collectors.toSet());
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }

    /** {@return whether a client has what has this tag, or anything at all} */
    public static boolean isKnown(HttpRequest<?> request, String tag) {
        var known = known(request);
        return known.contains(opaque(tag)) || known.contains(ANY);
    }
}
