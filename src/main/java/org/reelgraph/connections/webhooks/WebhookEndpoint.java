package org.reelgraph.connections.webhooks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.ShownPath;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MinuteQuota;
import org.reelgraph.storage.quotas.Quotas;

/** Where servers tell what is new. They don't sign it; that they know the token in the address is all there is. */
@Controller(WebhookEndpoint.PATH)
class WebhookEndpoint {

    /** The path, below the server's own. */
    static final String PATH = "/hooks";

    private static final int MOST = 300;
    private static final int MAX_CALLERS = 10_000;

    private final Webhooks webhooks;
    private final WebhookPayload payload;
    private final ClientAddress addresses;
    private final MinuteQuota quota;

    WebhookEndpoint(Webhooks webhooks, WebhookPayload payload, ClientAddress addresses, Quotas quotas) {
        this.webhooks = webhooks;
        this.payload = payload;
        this.addresses = addresses;
        this.quota = new MinuteQuota("webhooks", MOST, MAX_CALLERS, quotas);
    }

    @Post("/{token}")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Void> receive(HttpRequest<?> request, String token) {
        ShownPath.hide(request, PATH + "/…");
        quota.take(Caller.network(addresses.of(request)), 1);
        var webhook = webhooks.find(token)
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, "There is nothing at this address."));
        PlexEvent.newItem(payload.read(request)).ifPresent(item -> webhooks.take(webhook, item));
        return HttpResponse.noContent();
    }
}
