package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** qBittorrent as its versions were: with another kind of sign-in and another cookie each. */
public final class FakeQBittorrent extends FakeTool {

    /** The API key that 5.2 accepts. */
    public static final String API_KEY = "qbt_0123456789abcdef0123456789";

    /** The versions. */
    public enum Version {
        V3("3.3.16", "15"), V4("v4.6.7", "2.9.3"), V5("v5.1.2", "2.11.4"), V5_2("v5.2.0", "2.15.1");

        private final String name;
        private final String api;

        Version(String name, String api) {
            this.name = name;
            this.api = api;
        }
    }

    private static final int MOST_FAILURES = 5;
    private static final String PREFERENCES = """
                                              {"dht": %1$s, "queueing_enabled": %2$s, "max_ratio_enabled": %2$s,
                                               "max_seeding_time_enabled": false, "max_ratio_act": %3$d}""";

    private final Version version;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean letsEverybodyIn;
    private volatile String preferences = PREFERENCES.formatted(true, false, 0);

    /** Starts one. */
    public FakeQBittorrent(Version version) throws IOException {
        this.version = version;
    }

    /** Has it ask nobody who they are. */
    public void letEverybodyIn() {
        letsEverybodyIn = true;
    }

    /** Gives it settings with which downloads stall or get lost. */
    public void setBadly() {
        preferences = PREFERENCES.formatted(false, true, 1);
    }

    @Override
    void answer(HttpExchange exchange, String path, String body) throws IOException {
        if (version == Version.V3) {
            text(exchange, path.equals("/version/api") ? 200 : 404, path.equals("/version/api") ? version.api : "");
            return;
        }
        var origin = header(exchange, "Origin");
        if (origin.isPresent() && !origin.get().equals(url())) {
            text(exchange, 401, "Unauthorized");
        } else if (failures.get() >= MOST_FAILURES) {
            text(exchange, 403, "Your IP address has been banned after too many failed authentication attempts.");
        } else if (path.equals("/api/v2/auth/login")) {
            signIn(exchange, body);
        } else if (!knows(exchange)) {
            text(exchange, 403, "Forbidden");
        } else {
            tell(exchange, path);
        }
    }

    private void signIn(HttpExchange exchange, String body) throws IOException {
        var form = parameters(body);
        if (!USER.equals(form.get("username")) || !SECRET.equals(form.get("password"))) {
            failures.incrementAndGet();
            text(exchange, version == Version.V5_2 ? 401 : 200, version == Version.V5_2 ? "" : "Fails.");
            return;
        }
        exchange.getResponseHeaders().add("Set-Cookie", cookie() + "; HttpOnly; SameSite=Strict; path=/");
        text(exchange, version == Version.V5_2 ? 204 : 200, version == Version.V5_2 ? "" : "Ok.");
    }

    private String cookie() {
        return (version == Version.V5_2 ? "QBT_SID_" + port() : "SID") + "=a/session+1";
    }

    private boolean knows(HttpExchange exchange) {
        return letsEverybodyIn || header(exchange, "Cookie").filter(cookie()::equals).isPresent()
                || version == Version.V5_2
                        && header(exchange, "Authorization").filter(("Bearer " + API_KEY)::equals).isPresent();
    }

    private void tell(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/api/v2/app/webapiVersion" -> text(exchange, 200, version.api);
            case "/api/v2/app/version" -> text(exchange, 200, version.name);
            case "/api/v2/app/preferences" -> json(exchange, preferences);
            default -> text(exchange, 404, "Not Found");
        }
    }
}
