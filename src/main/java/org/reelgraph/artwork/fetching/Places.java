package org.reelgraph.artwork.fetching;

import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.artwork.fetching.web.FetchFailure;
import org.reelgraph.artwork.fetching.web.FetchProblem;
import org.reelgraph.artwork.fetching.web.WebPicture;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;

/**
 * Finds where pictures are. A path on a Plex Media Server leads to the connection whose source the picture has: to the server
 * itself or, without such a connection, to Tautulli. The server's token goes nowhere but to the pictures of items.
 */
@Singleton
class Places {

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");
    private static final Pattern PLEX = Pattern.compile("/library/(?:metadata|collections|sections|people)/[\\w-]+/"
            + "(?:thumb|art|poster|banner|composite|image)(?:/[\\w-]+)?");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*");
    private static final String MISSING = "/library/metadata/0/thumb/0";
    // Wide enough for any screen, and yet scaled there.
    private static final Map<ImageKind, List<String>> SIZES = Map.of(ImageKind.POSTER, List.of("1000", "1500"),
            ImageKind.BACKDROP, List.of("1920", "1080"), ImageKind.THUMB, List.of("1000", "1500"), ImageKind.STILL,
            List.of("1280", "720"));

    private final SyncedConnections connections;
    private final LocalPictures local;

    Places(SyncedConnections connections, LocalPictures local) {
        this.connections = connections;
        this.local = local;
    }

    /** {@return the connections as they are now, for a job} */
    List<ConnectedServer> connections() {
        // Plex itself has the pictures as they are.
        return connections.all().stream().sorted(Comparator.comparing(ConnectedServer::kind)).toList();
    }

    /**
     * {@return where a picture is}
     *
     * @throws FetchFailure    if nothing tells
     * @throws ServerException if its server can't be asked
     */
    Place find(NamedPicture picture, List<ConnectedServer> known) throws ServerException {
        var path = picture.path();
        if (ADDRESS.matcher(path).matches()) {
            return atAddress(picture, known);
        }
        if (!path.startsWith("/")) {
            return new Place.InFolder(local.find(picture));
        }
        var connection = known.stream().filter(each -> each.source().equals(picture.source())).findFirst();
        if (connection.isEmpty()) {
            return local.cover(picture).map(Place.InFolder::new)
                    .orElseThrow(() -> new FetchFailure(FetchProblem.NO_SOURCE,
                            "No connection has the source '" + picture.source() + "'."));
        }
        return new Owned(connection.get(), plex(path).orElseThrow(() -> new FetchFailure(FetchProblem.FORBIDDEN,
                "This is no path of a picture on a Plex Media Server."))).place(picture.kind());
    }

    private Place atAddress(NamedPicture picture, List<ConnectedServer> known) throws ServerException {
        var address = address(picture.path());
        var own = known.stream().filter(each -> ServerUrl.isSameServer(each.url(), address.toString())).findFirst();
        if (own.isPresent() && plex(address.getRawPath()).isPresent()) {
            return new Owned(own.get(), plex(address.getRawPath()).get()).place(picture.kind());
        }
        var found = new WebPicture(address, own.map(ConnectedServer::url), Map.of());
        return new Place.OnServer(found.host(), found, new ServerAddress(found.host(), ""), Optional.empty());
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // It is told below.
        }
        throw new FetchFailure(FetchProblem.FORBIDDEN, "This is no address of a picture on a server.");
    }

    // What follows the path may be a token, perhaps of another server.
    private static Optional<String> plex(String path) {
        return Optional.of(AFTER_PATH.matcher(path).replaceFirst("")).filter(own -> PLEX.matcher(own).matches());
    }

    /** A picture that a connection's server has, at a path of Plex. */
    private final class Owned {

        private final ConnectedServer connection;
        private final String path;

        Owned(ConnectedServer connection, String path) {
            this.connection = connection;
            this.path = path;
        }

        Place place(ImageKind kind) throws ServerException {
            var address = connections.address(connection);
            var isPlex = connection.kind().equals("PLEX");
            return new Place.OnServer("'" + connection.name() + "'",
                    isPlex ? plex(address) : tautulli(address, path, kind), address,
                    isPlex ? Optional.empty() : Optional.of(tautulli(address, MISSING, kind)));
        }

        private WebPicture plex(ServerAddress address) {
            return new WebPicture(UriBuilder.of(address.url()).path(path).build(), Optional.of(address.url()),
                    Map.of("X-Plex-Token", address.secret()));
        }

        // Without a fallback it is to say that there is no picture; older ones show one all the same.
        private WebPicture tautulli(ServerAddress address, String image, ImageKind kind) {
            var size = SIZES.getOrDefault(kind, List.of("1000", "1500"));
            return new WebPicture(UriBuilder.of(address.url()).path("api/v2").queryParam("cmd", "pms_image_proxy")
                    .queryParam("apikey", address.secret()).queryParam("img", image)
                    .queryParam("width", size.getFirst()).queryParam("height", size.getLast())
                    .queryParam("img_format", "jpg").build(), Optional.of(address.url()), Map.of());
        }
    }
}
