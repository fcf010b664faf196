package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.reelgraph.artwork.fetching.web.FetchFailure;
import org.reelgraph.artwork.fetching.web.FetchProblem;
import org.reelgraph.artwork.fetching.web.PictureDownload;
import org.reelgraph.artwork.fetching.web.WebPicture;
import org.reelgraph.artwork.pictures.PictureSettings;
import org.reelgraph.artwork.pictures.PictureType;
import org.reelgraph.artwork.pictures.Pictures;
import org.reelgraph.artwork.pictures.RefusedPictureException;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.storage.Sha256;

/** Brings the pictures of one job into the library. For use by several threads. */
final class Fetching {

    private static final int BEGINNING = 256;

    private final Tools tools;
    private final List<ConnectedServer> connections;
    private final BooleanSupplier stopping;
    private final Map<String, ServerQueue> queues = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> placeholders = new ConcurrentHashMap<>();

    private Fetching(Tools tools, BooleanSupplier stopping) {
        this.tools = tools;
        this.connections = tools.places.connections();
        this.stopping = stopping;
    }

    /** What all jobs have in common. */
    @Singleton
    static final class Tools {

        private final Places places;
        private final PictureDownload download;
        private final Pictures pictures;
        private final PictureSettings settings;
        private final Requests.Factory requests;

        Tools(Places places, PictureDownload download, Pictures pictures, PictureSettings settings,
                Requests.Factory requests) {
            this.places = places;
            this.download = download;
            this.pictures = pictures;
            this.settings = settings;
            this.requests = requests;
        }

        /** {@return the fetching of a job} */
        Fetching begin(BooleanSupplier stopping) {
            return new Fetching(this, stopping);
        }
    }

    /**
     * {@return a picture, which is kept from now on} Blocks until it is there.
     *
     * @throws FetchFailure if it can't be had
     */
    StoredPicture fetch(NamedPicture picture) {
        if (picture.isTooLong()) {
            throw new FetchFailure(FetchProblem.FORBIDDEN, "Its path is too long.");
        }
        try {
            return switch (tools.places.find(picture, connections)) {
                case Place.InFolder(var file) -> kept(file);
                case Place.OnServer server -> fetch(server);
            };
        } catch (ServerException e) {
            throw new FetchFailure(FetchProblem.of(e.problem()), e.reason());
        }
    }

    private StoredPicture fetch(Place.OnServer place) {
        var file = newFile();
        try {
            download(place, place.picture(), file);
            if (placeholder(place).filter(hash(file)::equals).isPresent()) {
                throw new FetchFailure(FetchProblem.PLACEHOLDER,
                        place.name() + " shows a picture of its own, since it doesn't have this one.");
            }
            return kept(file);
        } catch (ServerException e) {
            throw new FetchFailure(FetchProblem.of(e.problem()), place.name() + ": " + e.reason());
        } finally {
            delete(file);
        }
    }

    private void download(Place.OnServer place, WebPicture picture, Path file) throws ServerException {
        queues.computeIfAbsent(picture.host(), any -> new ServerQueue(
                tools.requests.to(place.address(), stopping))).send(address -> {
                    tools.download.fetch(picture, file, tools.settings.mostBytes());
                    return file;
                });
    }

    // What a server shows if it is asked for a picture that nobody has.
    private Optional<String> placeholder(Place.OnServer place) {
        return place.missing().flatMap(missing -> placeholders.computeIfAbsent(missing.address().toString(),
                any -> shown(place, missing)));
    }

    private Optional<String> shown(Place.OnServer place, WebPicture missing) {
        var file = newFile();
        try {
            download(place, missing, file);
            return Optional.of(hash(file)).filter(any -> isPicture(file));
        } catch (FetchFailure e) {
            return Optional.empty(); // as it should be
        } catch (ServerException e) {
            return Optional.empty(); // an error tells as well that there is none
        } finally {
            delete(file);
        }
    }

    private StoredPicture kept(Path file) {
        try {
            return tools.pictures.keep(file);
        } catch (RefusedPictureException e) {
            throw new FetchFailure(FetchProblem.UNUSABLE,
                    Objects.requireNonNull(e.getMessage(), "Each says why."));
        }
    }

    private static Path newFile() {
        try {
            return Files.createTempFile("reelgraph-artwork", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPicture(Path file) {
        try (var content = Files.newInputStream(file)) {
            return PictureType.of(ByteBuffer.wrap(content.readNBytes(BEGINNING))).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
