package org.reelgraph.graphql.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.Set;

/**
 * Closes endpoints that the framework opens beside the documented ones: details of the health check, and pages by POST.
 */
@ServerFilter({"/health/**", "/graphiql/**"})
class EndpointRestrictions {

    private static final Set<String> PROBES = Set.of("/health/live", "/health/ready");

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getPath().contains("/health/") && PROBES.stream().noneMatch(request.getPath()::endsWith)) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "");
        }
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            throw new HttpStatusException(HttpStatus.METHOD_NOT_ALLOWED, "");
        }
    }
}
