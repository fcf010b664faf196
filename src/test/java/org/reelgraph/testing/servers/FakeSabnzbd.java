package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** SABnzbd, which tells its version to everybody and reports errors with the status 200. */
public final class FakeSabnzbd extends FakeTool {

    private volatile boolean speaksPlainly;
    private volatile boolean isSetBadly;

    /** Starts one. */
    public FakeSabnzbd() throws IOException {
        // For who may call it.
    }

    /** Has it report errors as plain text. */
    public void speakPlainly() {
        speaksPlainly = true;
    }

    /** Gives it settings with which downloads stall or get lost. */
    public void setBadly() {
        isSetBadly = true;
    }

    @Override
    void answer(HttpExchange exchange, String path, String body) throws IOException {
        var query = parameters(exchange.getRequestURI().getRawQuery());
        if (!path.equals("/api")) {
            send(exchange, 404, "text/html", "<html>");
        } else if ("version".equals(query.get("mode"))) {
            json(exchange, "{\"version\": \"4.5.1\"}");
        } else if (!SECRET.equals(query.get("apikey"))) {
            refuse(exchange);
        } else {
            json(exchange, switch (query.getOrDefault("mode", "")) {
                case "fullstatus" -> "{\"status\": {\"version\": \"4.5.1\", \"paused\": " + isSetBadly + "}}";
                case "get_config" -> "{\"config\": {\"misc\": {\"history_retention_option\": \""
                        + (isSetBadly ? "all-delete" : "all") + "\"}}}";
                default -> "{\"status\": false, \"error\": \"not implemented\"}";
            });
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        if (speaksPlainly) {
            text(exchange, 200, "error: API Key Incorrect\n");
        } else {
            json(exchange, "{\"status\": false, \"error\": \"API Key Incorrect\"}");
        }
    }
}
