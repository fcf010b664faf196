package org.reelgraph.connections.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.reelgraph.connections.servers.Excerpt;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/**
 * SABnzbd. It reports its errors with the status 200, as JSON or as plain text, and tells its version also to those whose
 * key is wrong.
 */
@Singleton
class Sabnzbd implements ServerKind {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_ERROR = 500;
    // As it spells them, with and without "error:" in front.
    private static final Pattern ABOUT_KEY = Pattern.compile("(?s).*api ?key.*(incorrect|required|missing).*");

    private final ClientRequests requests;

    Sabnzbd(ClientRequests requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return "SABNZBD";
    }

    @Override
    public String product() {
        return "SABnzbd";
    }

    @Override
    public Purpose purpose() {
        return Purpose.DOWNLOADS;
    }

    @Override
    public ServerState state(ServerRequests to) throws ServerException {
        var address = to.address();
        var status = to.send(each -> answer(each, "fullstatus", Map.of("skip_dashboard", "1"))).path("status");
        var version = Excerpt.of(status.path("version"), address);
        var settings = to.send(each -> answer(each, "get_config", Map.of("section", "misc"))).path("config")
                .path("misc");
        if (version.isEmpty() || !settings.isObject()) {
            throw stranger();
        }
        return ServerState.ofTool(version, warnings(status, settings));
    }

    private static List<String> warnings(JsonNode status, JsonNode settings) {
        var warnings = new ArrayList<String>();
        if (status.path("paused").asBoolean()) {
            warnings.add("SABnzbd is paused: what is added waits.");
        }
        if (settings.path("history_retention_option").asText().equals("all-delete")) {
            warnings.add(
                    "SABnzbd removes downloads from its history at once, so nobody sees them end (Config, Switches,"
                            + " History Retention).");
        }
        return warnings;
    }

    private JsonNode answer(ServerAddress address, String mode, Map<String, String> parameters) throws ServerException {
        var query = new LinkedHashMap<>(parameters);
        query.put("mode", mode);
        query.put("output", "json");
        query.put("apikey", address.secret());
        var answer = requests.send(address,
                HttpRequest.GET(ClientRequests.uri(address, "api", query)).accept(MediaType.ALL_TYPE));
        var json = answer.json();
        if (answer.status() == OK && json.isPresent() && !json.get().hasNonNull("error")) {
            return json.get();
        }
        var text = json.map(error -> error.path("error").asText()).orElseGet(answer::text);
        throw failure(answer.status(), text, json.isPresent(), address);
    }

    private static ServerException failure(int status, String text, boolean isJson, ServerAddress address) {
        var error = text.strip();
        if (error.length() < LONGEST_ERROR && ABOUT_KEY.matcher(error.toLowerCase(Locale.ROOT)).matches()) {
            return new ServerException(ServerProblem.UNAUTHORIZED, "SABnzbd doesn't accept the API key. You find it in"
                    + " SABnzbd under Config, General; the NZB key isn't enough.");
        }
        if (status == FORBIDDEN && error.startsWith("Access denied")) {
            return new ServerException(ServerProblem.API_DISABLED, "SABnzbd doesn't let this server in: "
                    + Excerpt.of(error, address) + " See Config, Special, host_whitelist, and Config, General, External"
                    + " internet access.");
        }
        var isError = status == OK && (isJson && !error.isEmpty() || error.startsWith("error"));
        return isError
                ? new ServerException(ServerProblem.SERVER_ERROR, "SABnzbd answers with an error: "
                        + Excerpt.of(error, address))
                : stranger();
    }

    private static ServerException stranger() {
        return new ServerException(ServerProblem.NOT_THIS_KIND,
                "What answers there isn't SABnzbd, or not its API. Is the"
                        + " port right, and /sabnzbd in the address if it is served below that?");
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        var query = Map.of("mode", "version", "output", "json");
        return requests.send(address, HttpRequest.GET(ClientRequests.uri(address, "api", query))).json()
                .filter(json -> json.path("version").isTextual()).isPresent();
    }
}
