package org.reelgraph.connections.clients;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reelgraph.connections.servers.Exchange.Answer;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;

/**
 * Signs in to qBittorrent. Up to 5.1, it answers 200 with {@code Ok.} or {@code Fails.} and the cookie {@code SID}; since
 * 5.2, it answers 204 or 401, and the cookie has another name for each port. Newer ones take an API key as well.
 */
@Singleton
class QBittorrentSessions {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static final String API = "api/v2/";
    private static final String WEB_API_VERSION = "app/webapiVersion";
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){1,3}");
    private static final Pattern OLD_VERSION = Pattern.compile("\\d{1,4}");

    private final ClientRequests requests;

    /**
     * What shows qBittorrent who asks.
     *
     * @param cookies       as {@code Cookie} has them; empty if there are none
     * @param authorization empty if there is none
     */
    record Session(ServerAddress address, String cookies, Optional<String> authorization) {
    }

    QBittorrentSessions(ClientRequests requests) {
        this.requests = requests;
    }

    static ServerException stranger() {
        return new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there isn't qBittorrent's web interface."
                + " Is it the right port?");
    }

    /**
     * {@return a session: of the user, or with the secret as API key if there is no user} If there is neither, qBittorrent
     * has to let in whoever comes from here.
     */
    Session open(ServerAddress address) throws ServerException {
        if (address.user().isPresent()) {
            return signIn(address, address.user().get());
        }
        return new Session(address, "",
                Optional.of(address.secret()).filter(key -> !key.isEmpty()).map(key -> "Bearer " + key));
    }

    private Session signIn(ServerAddress address, String user) throws ServerException {
        var form = Map.of("username", user, "password", address.secret());
        var answer = requests.send(address, fromThere(address, HttpRequest.POST(uri(address, "auth/login"), form)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED_TYPE)));
        var text = answer.text().strip();
        if (answer.status() == NO_CONTENT || answer.status() == OK && text.equals("Ok.")) {
            return new Session(address, cookies(answer), Optional.empty());
        }
        throw switch (answer.status()) {
            case OK -> text.equals("Fails.") ? wrongPassword() : stranger();
            case UNAUTHORIZED -> wrongPassword();
            case FORBIDDEN -> text.toLowerCase(Locale.ROOT).contains("banned") ? banned() : wrongPassword();
            case NOT_FOUND -> oldOrStranger(address);
            default -> stranger();
        };
    }

    // Whatever it is called: only qBittorrent has to know it again.
    private static String cookies(Answer answer) {
        return answer.headers().getAll(HttpHeaders.SET_COOKIE).stream().map(cookie -> cookie.split(";", 2)[0].strip())
                .collect(Collectors.joining("; "));
    }

    private static ServerException wrongPassword() {
        return new ServerException(ServerProblem.UNAUTHORIZED, "qBittorrent doesn't accept the user name and password."
                + " They are those of its web interface. After a few wrong ones, it bans the address that they come from.");
    }

    private static ServerException banned() {
        return new ServerException(ServerProblem.BANNED,
                "qBittorrent has banned this server's address after too many wrong"
                        + " passwords. It forgets that after an hour, or at its next start.");
    }

    private ServerException oldOrStranger(ServerAddress address) throws ServerException {
        var old = requests.send(address, HttpRequest.GET(ClientRequests.uri(address, "version/api", Map.of())));
        return old.status() == OK && OLD_VERSION.matcher(old.text().strip()).matches()
                ? new ServerException(ServerProblem.TOO_OLD, "This qBittorrent is older than 4.1, which it has to be at"
                        + " least.")
                : stranger();
    }

    /** {@return the version of its web API, which it tells only those who are signed in} */
    String apiVersion(Session session) throws ServerException {
        var answer = send(session, WEB_API_VERSION);
        var text = answer.text().strip();
        if (answer.status() == OK && VERSION.matcher(text).matches()) {
            return text;
        }
        throw switch (answer.status()) {
            case UNAUTHORIZED, FORBIDDEN -> notSignedIn(session, text);
            case NOT_FOUND -> oldOrStranger(session.address());
            default -> stranger();
        };
    }

    private static ServerException notSignedIn(Session session, String text) {
        if (text.toLowerCase(Locale.ROOT).contains("banned")) {
            return banned();
        }
        return new ServerException(ServerProblem.UNAUTHORIZED, session.authorization().isPresent()
                ? "qBittorrent doesn't accept the API key. Older versions know none: they need a user name and a password."
                : "qBittorrent wants a user name and a password, or doesn't keep the session it has begun.");
    }

    /** {@return the answer at a path of the API} */
    Answer get(Session session, String path) throws ServerException {
        var answer = send(session, path);
        if (answer.status() != OK) {
            throw answer.status() == FORBIDDEN ? notSignedIn(session, answer.text()) : stranger();
        }
        return answer;
    }

    private Answer send(Session session, String path) throws ServerException {
        var address = session.address();
        var request = fromThere(address, HttpRequest.GET(uri(address, path)));
        if (!session.cookies().isEmpty()) {
            request.header(HttpHeaders.COOKIE, session.cookies());
        }
        session.authorization().ifPresent(authorization -> request.header(HttpHeaders.AUTHORIZATION, authorization));
        return requests.send(address, request);
    }

    private static URI uri(ServerAddress address, String path) {
        return ClientRequests.uri(address, API + path, Map.of());
    }

    // It takes requests from elsewhere for forged ones.
    private static <T> MutableHttpRequest<T> fromThere(ServerAddress address, MutableHttpRequest<T> request) {
        var origin = address.url().replaceFirst("^(\\w+://[^/]+).*", "$1");
        return request.header(HttpHeaders.REFERER, address.url()).header(HttpHeaders.ORIGIN, origin)
                .accept(MediaType.ALL_TYPE);
    }

    /**
     * {@return whether it answers there} Blocks while it answers.
     *
     * @throws ServerException if something answers otherwise
     */
    boolean areKnownAt(ServerAddress address) throws ServerException {
        var answer = send(new Session(address, "", Optional.empty()), WEB_API_VERSION);
        var text = answer.text().strip();
        return answer.status() == OK
                ? VERSION.matcher(text).matches()
                : answer.status() == FORBIDDEN && text.equals("Forbidden");
    }
}
