package org.reelgraph.artwork.fetching.web;

import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import reactor.core.publisher.Mono;

/** Fetches pictures into files, from servers that may be asked. */
@Singleton
public class PictureDownload {

    private static final int MOST_REDIRECTS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int AT_ONCE = 16 << 10;
    private static final int OK = 200;
    private static final int CLASS = 100;
    private static final int REDIRECT = 3;
    private static final String TYPES = "image/jpeg, image/png, image/webp, image/gif;q=0.8, image/avif;q=0.5";

    private final RawHttpClient guarded;
    private final RawHttpClient trusted;
    private final FetchSettings settings;

    PictureDownload(@Client(configuration = GuardedHttpSettings.class) HttpClient guarded,
            @Client(configuration = TrustedHttpSettings.class) HttpClient trusted, FetchSettings settings) {
        // They give the body as it comes.
        this.guarded = (RawHttpClient) guarded;
        this.trusted = (RawHttpClient) trusted;
        this.settings = settings;
    }

    /**
     * Writes a picture to a file. Blocks while its server answers.
     *
     * @param most how many bytes it may have
     * @throws ServerException if its server can't be used, for now at least
     * @throws FetchFailure    if it can't be had
     */
    public void fetch(WebPicture picture, Path file, long most) throws ServerException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var next = picture;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var elsewhere = attempt(next, file, most, deadline);
            if (elsewhere.isEmpty()) {
                return;
            }
            // A secret isn't for whoever it leads to.
            next = new WebPicture(elsewhere.get(), picture.server(), Map.of());
        }
        throw new FetchFailure(FetchProblem.UNREACHABLE,
                "Its server redirects more than " + MOST_REDIRECTS + " times.");
    }

    private RawHttpClient client(WebPicture picture) {
        var address = picture.address();
        if (address.getHost() == null || address.getUserInfo() != null || address.getScheme() == null) {
            throw new FetchFailure(FetchProblem.FORBIDDEN, "This is no address of a picture on a server.");
        }
        var isKnown = picture.server().filter(server -> ServerUrl.isSameServer(server, address.toString()))
                .isPresent() || settings.allows(address);
        var isSecure = address.getScheme().equalsIgnoreCase("https");
        if (!isSecure && !(isKnown && address.getScheme().equalsIgnoreCase("http"))) {
            throw new FetchFailure(FetchProblem.FORBIDDEN, "Pictures are fetched by https alone from servers that"
                    + " are neither connections nor named by REELGRAPH_ARTWORK_ALLOWED_HOSTS, and not from "
                    + picture.host() + ".");
        }
        return isKnown ? trusted : guarded;
    }

    // Gives the address that it redirects to, if it does.
    private Optional<URI> attempt(WebPicture picture, Path file, long most, long deadline) throws ServerException {
        var request = HttpRequest.GET(picture.address()).header(HttpHeaders.ACCEPT, TYPES)
                .header(HttpHeaders.ACCEPT_ENCODING, "identity").header(HttpHeaders.USER_AGENT, "Reelgraph");
        picture.headers().forEach(request::header);
        try (var response = answer(client(picture), request)) {
            var status = response.code();
            if (status / CLASS == REDIRECT) {
                return Optional.of(target(picture.address(), response));
            }
            if (status != OK) {
                throw Refusals.of(status, response.getHeaders());
            }
            write(response.byteBody().toInputStream(), file, most, deadline);
            return Optional.empty();
        } catch (HttpClientException e) {
            throw Refusals.of(picture, e);
        } catch (IOException e) {
            throw Refusals.of(e);
        }
    }

    private static ByteBodyHttpResponse<?> answer(RawHttpClient client, HttpRequest<?> request) {
        var answer = Mono.from(client.exchange(request, null, Thread.currentThread())).block();
        if (answer instanceof ByteBodyHttpResponse<?> response) {
            return response;
        }
        throw new IllegalStateException("The client gives bodies as they come.");
    }

    private static URI target(URI from, HttpResponse<?> response) {
        try {
            return from.resolve(new URI(response.getHeaders().findFirst(HttpHeaders.LOCATION).orElse("")));
        } catch (URISyntaxException e) {
            throw new FetchFailure(FetchProblem.UNREACHABLE, "Its server redirects to what is no address.");
        }
    }

    private static void write(InputStream body, Path file, long most, long deadline)
            throws IOException, ServerException {
        var buffer = new byte[AT_ONCE];
        var total = 0L;
        try (body; var out = new PictureFile(file)) {
            for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
                if (total > most) {
                    throw new FetchFailure(FetchProblem.UNUSABLE, "It has more than " + (most >> 20) + " MB.");
                }
                if (System.nanoTime() > deadline) {
                    throw new ServerException(ServerProblem.TIMEOUT,
                            "It takes more than " + LONGEST.toSeconds() + " seconds to send the picture.");
                }
                out.write(buffer, count);
            }
        }
        if (total == 0) {
            throw new FetchFailure(FetchProblem.NOT_FOUND, "Its server answers with nothing.");
        }
    }
}
