package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Prowlarr, or one of its relatives, which have the same paths. */
public final class FakeProwlarr extends FakeTool {

    private final String program;

    /** Starts one that calls itself like this. */
    public FakeProwlarr(String program) throws IOException {
        this.program = program;
    }

    @Override
    void answer(HttpExchange exchange, String path, String body) throws IOException {
        if (path.equals("/login")) {
            send(exchange, 200, "text/html", "<html><head><title>Login - " + program + "</title></head></html>");
        } else if (header(exchange, "X-Api-Key").filter(SECRET::equals).isEmpty()) {
            send(exchange, 401, "application/json", "{\"error\": \"Unauthorized\"}");
        } else if (path.equals("/api/v1/system/status")) {
            json(exchange, "{\"appName\": \"" + program + "\", \"instanceName\": \"x\", \"version\": \"2.0.5.5160\"}");
        } else {
            text(exchange, 404, "");
        }
    }
}
