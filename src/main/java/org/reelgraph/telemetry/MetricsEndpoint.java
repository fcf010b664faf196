package org.reelgraph.telemetry;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reelgraph.graphql.access.EndpointPermission;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.settings.declaration.Setting;

/**
 * Gives all metrics in Prometheus' text format. They tell how much a server is used and by what, so that by default only
 * admins may have them: Prometheus sends an API key as a bearer token.
 */
@Introspected
@Controller(MetricsEndpoint.PATH)
@Requires(beans = PrometheusMeterRegistry.class)
@Requires(property = MetricsEndpoint.SETTING, notEquals = "off")
class MetricsEndpoint {

    static final String PATH = "/metrics";
    static final String SETTING = "reelgraph.metrics";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final EndpointPermission permission;
    private final boolean isPublic;

    MetricsEndpoint(PrometheusMeterRegistry registry, EndpointPermission permission,
            @Setting(description = "Who gets `/metrics`: `admins`, with an API key as a bearer token, `everyone` who"
                    + " reaches the server, or nobody (`off`).", defaultValue = "admins",
                    oneOf = {"admins", "everyone", "off"}) @Property(name = SETTING) String readers) {
        this.registry = registry;
        this.permission = permission;
        isPublic = readers.equals("everyone");
    }

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> scrape(HttpRequest<?> request) {
        if (!isPublic) {
            permission.require(request, Role.ADMIN, "metrics");
        }
        return HttpResponse.ok(registry.scrape(TEXT)).header(HttpHeaders.CONTENT_TYPE, TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
