package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Pattern;

/** NZBGet, whose 64-bit numbers come in halves. */
public final class FakeNzbget extends FakeTool {

    private static final Pattern METHOD = Pattern.compile("\"method\": *\"(\\w+)\"");

    private volatile String free = "\"FreeDiskSpaceLo\": -1, \"FreeDiskSpaceHi\": 2";
    private volatile int history = 30;

    /** Starts one. */
    public FakeNzbget() throws IOException {
        // For who may call it.
    }

    /** Gives it settings with which downloads stall or get lost. */
    public void setBadly() {
        free = "\"FreeDiskSpaceLo\": 1073741823, \"FreeDiskSpaceHi\": 0";
        history = 0;
    }

    @Override
    void answer(HttpExchange exchange, String path, String body) throws IOException {
        if (!path.equals("/jsonrpc")) {
            send(exchange, 404, "text/html", "<html>");
            return;
        }
        if (header(exchange, "Authorization").filter(basic(USER, SECRET)::equals).isEmpty()) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"NZBGet\"");
            text(exchange, 401, "");
            return;
        }
        var method = METHOD.matcher(body);
        json(exchange, method.find() ? switch (method.group(1)) {
            case "version" -> result("\"25.0\"");
            case "status" -> result("{\"DownloadPaused\": false, " + free + "}");
            case "config" -> result("[{\"Name\": \"MainDir\", \"Value\": \"/data\"}, {\"Name\": \"KeepHistory\","
                    + " \"Value\": \"" + history + "\"}]");
            default -> error();
        } : error());
    }

    private static String result(String value) {
        return "{\"version\": \"1.1\", \"id\": 1, \"result\": " + value + "}";
    }

    private static String error() {
        return "{\"version\": \"1.1\", \"id\": 1, \"error\": {\"code\": 1, \"message\": \"Invalid procedure\"}}";
    }
}
