package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Jackett, whose pages need a session, while its feeds need the key. */
public final class FakeJackett extends FakeTool {

    private volatile boolean isEmpty;
    private volatile boolean refusesByStatus;

    /** Starts one. */
    public FakeJackett() throws IOException {
        // For who may call it.
    }

    /** Has it know no indexer. */
    public void empty() {
        isEmpty = true;
    }

    /** Has it refuse a wrong key by the status 401 instead of an error within its answer. */
    public void refuseByStatus() {
        refusesByStatus = true;
    }

    @Override
    void answer(HttpExchange exchange, String path, String body) throws IOException {
        var query = parameters(exchange.getRequestURI().getRawQuery());
        if (path.equals("/UI/Login")) {
            send(exchange, 200, "text/html", "<html><head><title>Jackett</title></head></html>");
        } else if (!path.equals("/api/v2.0/indexers/all/results/torznab/api")) {
            exchange.getResponseHeaders().add("Location", "/UI/Login?ReturnUrl=" + path);
            send(exchange, 302, "text/html", "");
        } else if (!SECRET.equals(query.get("apikey"))) {
            send(exchange, refusesByStatus ? 401 : 200, "application/xml", refusesByStatus
                    ? ""
                    : "<?xml version=\"1.0\"?><error code=\"100\" description=\"Invalid API Key\"/>");
        } else {
            send(exchange, 200, "application/rss+xml", "<?xml version=\"1.0\"?><indexers>"
                    + (isEmpty ? "" : "<indexer id=\"a\" configured=\"true\"><title>A</title></indexer>")
                    + "</indexers>");
        }
    }
}
