package org.reelgraph.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reelgraph.graphql.http.EntityTags;
import org.reelgraph.graphql.http.RootPage;
import org.reelgraph.settings.declaration.Setting;

/**
 * Serves the page and its files. Everybody may have them, since there is nothing of the library in them. The page's
 * policy lets it load and ask this server only, and run no script that isn't one of its files.
 */
@Introspected
@Controller
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = WebPage.SETTING, notEquals = "off")
@Setting(property = WebPage.SETTING, description = "Whether browsers are shown a page of the library at the "
        + "server's own address. If it is `off`, they are sent to GraphiQL.", defaultValue = "on",
        oneOf = {"on", "off"})
class WebPage implements RootPage {

    static final String SETTING = "reelgraph.web";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final WebFiles files;

    WebPage(WebFiles files) {
        this.files = files;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> page(HttpRequest<?> request) {
        return file(request, "index.html").header("Content-Security-Policy", POLICY);
    }

    @Get("/web/{+path}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> part(HttpRequest<?> request, String path) {
        return file(request, path);
    }

    private MutableHttpResponse<byte[]> file(HttpRequest<?> request, String path) {
        var file = files.find(path).orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, ""));
        var response = EntityTags.isKnown(request, file.tag())
                ? HttpResponse.<byte[]>notModified()
                : HttpResponse.ok(file.content()).header(HttpHeaders.CONTENT_TYPE, file.type());
        return response.header(HttpHeaders.ETAG, file.tag()).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
