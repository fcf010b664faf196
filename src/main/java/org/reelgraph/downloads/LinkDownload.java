package org.reelgraph.downloads;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.ShownPath;
import org.reelgraph.graphql.limits.MinuteQuota;
import org.reelgraph.storage.quotas.Quotas;

/** Serves files to whoever knows a link. */
@Controller(LinkDownload.PATH)
class LinkDownload {

    /** The path, below the server's own. */
    static final String PATH = "/downloads";

    private static final int MOST = 300;
    private static final int MAX_CALLERS = 10_000;

    private final Downloads downloads;
    private final ClientAddress addresses;
    private final MinuteQuota quota;

    LinkDownload(Downloads downloads, ClientAddress addresses, Quotas quotas) {
        this.downloads = downloads;
        this.addresses = addresses;
        this.quota = new MinuteQuota("downloads", MOST, MAX_CALLERS, quotas);
    }

    @Get("/{token}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> download(HttpRequest<?> request, String token) throws IOException {
        ShownPath.hide(request, PATH + "/…");
        quota.take(Caller.network(addresses.of(request)), 1);
        return downloads.answer(request, token);
    }
}
