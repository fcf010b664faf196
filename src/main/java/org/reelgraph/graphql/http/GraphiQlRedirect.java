package org.reelgraph.graphql.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.RequestIds;

/**
 * Redirects people who open the endpoint in a browser to GraphiQL, and those who open the server's URL, unless there is a
 * {@link RootPage}. The redirect is relative, so that it works below any path that a proxy puts the server at.
 */
@ServerFilter(patterns = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
class GraphiQlRedirect implements ConditionalFilter {

    private final RequestIds requests;
    private final Map<String, String> ways;

    /**
     * @param root     the server's context path: empty, or such as {@code /reel}
     * @param endpoint the endpoint's path below it
     * @param page     the page at the server's own address, if there is one
     */
    GraphiQlRedirect(RequestIds requests, @Value("${micronaut.server.context-path:}") String root,
            @Value("${graphql.path}") String endpoint, Optional<RootPage> page) {
        this.requests = requests;
        // GraphiQL's own links work only if its URL has no slash at the end, and those of the page only if it has one.
        var led = new HashMap<>(Map.of(root + endpoint, "./graphiql", root + endpoint + "/", "../graphiql",
                root + "/graphiql/", "../graphiql"));
        if (page.isEmpty()) {
            led.put(root + "/", "./graphiql");
        }
        if (!root.isEmpty()) {
            led.put(root, "./" + root.substring(root.lastIndexOf('/') + 1) + (page.isEmpty() ? "/graphiql" : "/"));
        }
        ways = Map.copyOf(led);
    }

    /**
     * Restricts the filter to requests that are redirected, because a filter costs each request more than this check.
     */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return isRead(request.getMethod()) && ways.containsKey(request.getPath()) && asksNothing(request)
                && isBrowsers(request);
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static boolean asksNothing(HttpRequest<?> request) {
        return Stream.of("query", "documentId", "extensions").noneMatch(request.getParameters()::contains);
    }

    private static boolean isBrowsers(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accepted -> accepted.contains(MediaType.TEXT_HTML));
    }

    // Checks again, because the framework doesn't call {@code isEnabled} for requests with an Origin header.
    @RequestFilter
    @Nullable
    HttpResponse<?> lead(HttpRequest<?> request) {
        return isEnabled(request) ? toGraphiQl(request) : null;
    }

    private HttpResponse<?> toGraphiQl(HttpRequest<?> request) {
        return HttpResponse.seeOther(URI.create(ways.get(request.getPath())))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT).header(RequestIds.HEADER, requests.of(request));
    }
}
