package org.reelgraph.imports;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.settings.declaration.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills an empty database with an invented library, through the normal import, if the owner has enabled the demo. */
@Introspected
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class DemoLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLibrary.class);
    private static final Argument<Map<String, List<Map<String, Object>>>> TREES = Argument.mapOf(
            Argument.STRING, Argument.listOf(Argument.mapOf(String.class, Object.class)));

    private final boolean wanted;
    private final ImportService imports;
    private final MediaRepository media;
    private final ResourceLoader resources;
    private final JsonMapper json;

    DemoLibrary(
            @Setting(description = "Whether an empty database is filled with the demo library (source `demo`).",
                    defaultValue = "false") @Property(name = "reelgraph.demo") boolean wanted,
            ImportService imports, MediaRepository media,
            ResourceLoader resources, JsonMapper json) {
        this.wanted = wanted;
        this.imports = imports;
        this.media = media;
        this.resources = resources;
        this.json = json;
    }

    @EventListener
    void fill(StartupEvent started) {
        if (!wanted) {
            return;
        }
        if (media.countAll() > 0) {
            LOG.info("The database holds a library already; the demo is left out");
            return;
        }
        try (var file = resources.getResourceAsStream("classpath:demo.json").orElseThrow()) {
            var trees = json.readValue(file, TREES);
            fill(MediaKind.SERIES, Objects.requireNonNull(trees.get("series")));
            fill(MediaKind.MOVIE, Objects.requireNonNull(trees.get("movies")));
            fill(MediaKind.ALBUM, Objects.requireNonNull(trees.get("albums")));
            fill(MediaKind.BOOK, Objects.requireNonNull(trees.get("books")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(MediaKind kind, List<Map<String, Object>> trees) {
        imports.importOwn(Actor.SYSTEM, kind, trees, "demo");
    }
}
