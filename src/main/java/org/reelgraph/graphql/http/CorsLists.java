package org.reelgraph.graphql.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.reelgraph.settings.declaration.Setting;

/**
 * Normalizes lists of CORS origins and headers: removes spaces around values, and a slash at the end of origins. A
 * value that no browser can send would never have an effect, so the server refuses to start with it.
 */
@Introspected
@Setting(property = "reelgraph.cors-origins", description = "Origins whose pages may send requests from a browser.",
        defaultValue = "none", values = "a list such as `https://app.example.org,https://other.example.org`")
@Setting(property = "reelgraph.cors-headers",
        description = "Request headers that these pages may send, in addition to those of GraphQL clients and "
                + "tracers.",
        defaultValue = "none", values = "a list such as `x-tenant,x-debug`")
@Singleton
class CorsLists implements BeanCreatedEventListener<CorsConfiguration> {

    private static final String NONE = "none";
    private static final Pattern ORIGIN = Pattern
            .compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern USUAL_PORT = Pattern.compile("(?<=^http://.{1,300}):80$|(?<=^https://.{1,300}):443$");
    private static final Pattern HEADER = Pattern.compile("[0-9A-Za-z!#$%&'+.^_`|~-]+");

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        event.getBean().getConfigurations().values().forEach(rules -> {
            rules.setAllowedOrigins(tidied(rules.getAllowedOrigins(), CorsLists::origin));
            rules.setAllowedHeaders(tidied(rules.getAllowedHeaders(), CorsLists::header));
        });
        return event.getBean();
    }

    private static List<String> tidied(List<String> values, UnaryOperator<String> form) {
        return values.stream().map(String::strip).filter(value -> !value.isEmpty()).map(form).toList();
    }

    // In the form that browsers send: in lower case and without the scheme's default port.
    private static String origin(String value) {
        var origin = value.toLowerCase(Locale.ROOT).replaceFirst("/$", "");
        if (!origin.equals(NONE) && !ORIGIN.matcher(origin).matches()) {
            throw new ConfigurationException("REELGRAPH_CORS_ORIGINS: '" + value
                    + "' isn't an origin such as https://app.example.org, with a scheme and without a path.");
        }
        return USUAL_PORT.matcher(origin).replaceFirst("");
    }

    private static String header(String value) {
        if (!HEADER.matcher(value).matches()) {
            throw new ConfigurationException("REELGRAPH_CORS_HEADERS: '" + value
                    + "' isn't a header name. Separate names with commas: x-tenant,x-debug.");
        }
        return value;
    }
}
