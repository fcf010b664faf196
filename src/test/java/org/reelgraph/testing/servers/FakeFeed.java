package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** An indexer that speaks Torznab or Newznab. */
public final class FakeFeed extends FakeTool {

    private static final String CAPS = """
                                       <?xml version="1.0" encoding="UTF-8"?>
                                       <caps><server version="1.3" title="Feed"/><limits max="100" default="50"/>
                                         <searching><search available="yes" supportedParams="q"/></searching>
                                         <categories><category id="2000" name="Movies"/></categories></caps>""";

    private final String path;
    private volatile String answer = CAPS;
    private volatile int status = 200;

    /** Starts one at a path. */
    public FakeFeed(String path) throws IOException {
        this.path = path;
    }

    /** Has it answer something else. */
    public void answer(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    @Override
    void answer(HttpExchange exchange, String asked, String body) throws IOException {
        var query = parameters(exchange.getRequestURI().getRawQuery());
        if (!asked.equals(path) || !"caps".equals(query.get("t"))) {
            send(exchange, 404, "text/html", "<html>");
        } else if (!SECRET.equals(query.get("apikey"))) {
            send(exchange, 200, "application/xml", "<error code=\"100\" description=\"Incorrect user credentials\"/>");
        } else {
            send(exchange, status, "application/xml", answer.replace("SECRET", SECRET));
        }
    }
}
