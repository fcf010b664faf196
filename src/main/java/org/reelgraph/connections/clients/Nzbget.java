package org.reelgraph.connections.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reelgraph.connections.servers.Excerpt;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** NZBGet, by JSON-RPC. */
@Singleton
class Nzbget implements ServerKind {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final long LITTLE_SPACE = 1L << 30;

    private final ClientRequests requests;

    Nzbget(ClientRequests requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return "NZBGET";
    }

    @Override
    public String product() {
        return "NZBGet";
    }

    @Override
    public Purpose purpose() {
        return Purpose.DOWNLOADS;
    }

    // Its password can be empty.
    @Override
    public boolean needsSecret() {
        return false;
    }

    @Override
    public boolean takesPassword() {
        return true;
    }

    @Override
    public ServerState state(ServerRequests to) throws ServerException {
        var version = to.send(address -> call(address, "version"));
        if (!version.isTextual()) {
            throw stranger();
        }
        var status = to.send(address -> call(address, "status"));
        var settings = to.send(address -> call(address, "config"));
        return ServerState.ofTool(Excerpt.of(version, to.address()), warnings(status, settings));
    }

    private static List<String> warnings(JsonNode status, JsonNode settings) {
        var warnings = new ArrayList<String>();
        if (status.path("DownloadPaused").asBoolean()) {
            warnings.add("NZBGet is paused: what is added waits.");
        }
        if (status.has("FreeDiskSpaceLo") && HalvedNumber.of(status, "FreeDiskSpace").whole() < LITTLE_SPACE) {
            warnings.add("NZBGet has less than 1 GiB of free disk space.");
        }
        for (var setting : settings) {
            if (setting.path("Name").asText().equals("KeepHistory") && setting.path("Value").asInt(1) <= 0) {
                warnings.add(
                        "NZBGet keeps no history, so downloads that end vanish unseen. Set KeepHistory to more than"
                                + " 0 (Settings, Queue).");
            }
        }
        return warnings;
    }

    private JsonNode call(ServerAddress address, String method) throws ServerException {
        var answer = requests.send(address, authorized(address, request(address, method)));
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            throw new ServerException(ServerProblem.UNAUTHORIZED,
                    "NZBGet doesn't accept the user name and password. They"
                            + " are ControlUsername and ControlPassword (Settings, Security).");
        }
        var json = answer.json().filter(object -> answer.status() == OK).orElseThrow(Nzbget::stranger);
        if (json.hasNonNull("error")) {
            throw new ServerException(ServerProblem.SERVER_ERROR, "NZBGet answers with an error: "
                    + Excerpt.of(json.path("error").path("message"), address));
        }
        if (!json.hasNonNull("result")) {
            throw stranger();
        }
        return json.get("result");
    }

    private static MutableHttpRequest<?> request(ServerAddress address, String method) {
        return HttpRequest.POST(ClientRequests.uri(address, "jsonrpc", Map.of()),
                "{\"method\": \"" + method + "\", \"params\": [], \"id\": 1}")
                .contentType(MediaType.APPLICATION_JSON_TYPE).accept(MediaType.ALL_TYPE);
    }

    private static MutableHttpRequest<?> authorized(ServerAddress address, MutableHttpRequest<?> request) {
        return address.user().isEmpty() && address.secret().isEmpty()
                ? request
                : request.basicAuth(address.user().orElse(""), address.secret());
    }

    private static ServerException stranger() {
        return new ServerException(ServerProblem.NOT_THIS_KIND,
                "What answers there isn't NZBGet. Is it the right port? By default, that is 6789.");
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        var answer = requests.send(address, request(address, "version"));
        return answer.headers().getAll(HttpHeaders.WWW_AUTHENTICATE).stream()
                .anyMatch(challenge -> challenge.toLowerCase(Locale.ROOT).contains("nzbget"));
    }
}
