package org.reelgraph.web;

import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.reelgraph.storage.Sha256;

/** The files that the page is made of, read from the program once. */
@Singleton
class WebFiles {

    // Nothing else of the program can be named.
    private static final Pattern PATH = Pattern.compile("([a-z-]{1,40}/){0,2}[a-z0-9-]{1,40}\\.([a-z]{2,4})");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, WebFile> known = new ConcurrentHashMap<>();
    private final ResourceLoader resources;

    WebFiles(ResourceLoader resources) {
        this.resources = resources;
    }

    /**
     * A file.
     *
     * @param tag its entity tag, which is weak since it is the same whether or not the file is compressed on its way
     */
    record WebFile(byte[] content, String type, String tag) {
    }

    /** {@return the file at a path} */
    Optional<WebFile> find(String path) {
        return Optional.ofNullable(known.get(path)).or(() -> read(path).map(file -> {
            known.put(path, file);
            return file;
        }));
    }

    private Optional<WebFile> read(String path) {
        var parts = PATH.matcher(path);
        if (!parts.matches() || !TYPES.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        var type = Objects.requireNonNull(TYPES.get(parts.group(2)));
        return resources.getResourceAsStream("classpath:web/" + path).map(stream -> file(stream, type));
    }

    private static WebFile file(InputStream stream, String type) {
        try (stream) {
            var content = stream.readAllBytes();
            var hash = HexFormat.of().formatHex(Sha256.digest().digest(content), 0, 16);
            return new WebFile(content, type, "W/\"" + hash + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
