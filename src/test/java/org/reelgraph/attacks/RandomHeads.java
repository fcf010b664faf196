package org.reelgraph.attacks;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Requests at random, whose heads are put together of what may be there and of what mustn't. */
final class RandomHeads {

    private RandomHeads() {
    }

    static Arbitrary<String> all() {
        var method = Arbitraries.of("POST", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT",
                "PATCH", "X",
                "",
                "G\0T", "post");
        var target = Arbitraries.of("/graphql", "/graphql?query=%7B__typename%7D", "/graphql?query={__typename}",
                "/graphql?query=%7B__typename%7D&variables=%5B", "/graphql?extensions=1&documentId=a", "/graphql?%zz=%",
                "/graphql/schema", "/graphql/", "/health", "/metrics", "/", "*", "/graphiql", "/graphiql/..%2f..", "//",
                "http://localhost/graphql", "http://evil.example/graphql", "/exports/1", "/backups/1", "/images/a",
                "/webhooks/a", "\u00ff", "/?" + "a&".repeat(2_000));
        var version = Arbitraries.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.9",
                "HTP/1.1",
                "");
        var name = Arbitraries.of("Content-Type", "Accept", "Accept-Encoding", "Content-Encoding", "Authorization",
                "X-Api-Key",
                "Origin", "If-None-Match", "Transfer-Encoding", "Content-Length", "Expect", "Upgrade", "Connection",
                "Host",
                "Range", "Cookie", "X-Request-Id", "X-Forwarded-For", "Reelgraph-Position", "traceparent", "Forwarded",
                "Access-Control-Request-Method", "Access-Control-Request-Headers", "Sec-WebSocket-Key",
                "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "graphql-client-name", "GraphQL-Preflight", "X A",
                "");
        var value = Arbitraries.of("application/json", "application/json; charset=utf-8", "text/event-stream", "*/*",
                "a/b;q=x",
                ";", ",,,", "gzip", "br;q=0", "gzip, deflate", "Bearer a", "Bearer ", "Basic YTpi", "\"a\"", "*",
                "W/\"",
                "chunked", "identity", "0", "5", "-1", "99999999999999999999", "100-continue", "websocket", "h2c",
                "Upgrade", "close", "localhost", "localhost:x", "[::1", "evil.example", "null", "bytes=0-", "a=b; c",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-x", "1", "POST", "multipart/form-data",
                "multipart/form-data; boundary=b", "\u00ff\u00fe", "a\tb", "x".repeat(3_000), "", "image/png",
                "13", "graphql-transport-ws", "dGhlIHNhbXBsZSBub25jZQ==",
                "application/graphql-response+json;charset=x");
        var headers = Combinators.combine(name, value).as((key, text) -> key + ": " + text).list().ofMaxSize(6);
        var body = Arbitraries.of("", "{\"query\":\"{__typename}\"}", "{\"query\":\"mutation{logout{ended}}\"}", "{",
                "[]", "\0",
                "{\"documentId\":\"a\"}", "5\r\nabcde\r\n0\r\n\r\n", "--b--", "null");
        return Combinators.combine(method, target, version, headers, body).as(RandomHeads::request);
    }

    // The end of a body that never comes takes until its time is over, so most lengths are right.
    private static String request(String method, String target, String version, List<String> headers, String body) {
        var all = new ArrayList<>(headers);
        all.add("Connection: close");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: localhost");
        }
        if (!body.isEmpty() && headers.stream().noneMatch(header -> header.matches("(Content-L|Transfer-E).*"))) {
            all.add("Content-Length: " + body.length());
            all.add("Content-Type: application/json");
        }
        return method + " " + target + " " + version + "\r\n" + String.join("\r\n", all) + "\r\n\r\n" + body;
    }
}
