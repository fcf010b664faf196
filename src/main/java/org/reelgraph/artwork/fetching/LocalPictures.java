package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.artwork.fetching.web.FetchFailure;
import org.reelgraph.artwork.fetching.web.FetchProblem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.Folders;

/**
 * Finds pictures in the import folder: those beside NFO files and Tautulli's exports, and the covers that Plex Exporter
 * keeps. Nothing outside of the folder is looked at, not even through links.
 */
@Singleton
class LocalPictures {

    private static final String KEY = "[\\w-]+";
    // Below what was imported, where its pictures may be.
    private static final List<String> BELOW = List.of("", "series", "movies");

    private final Folders folders;
    private final ImportFolderReader imports;

    LocalPictures(Folders folders, ImportFolderReader imports) {
        this.folders = folders;
        this.imports = imports;
    }

    /**
     * {@return the file at the relative path of a picture}
     *
     * @throws FetchFailure if there is none
     */
    Path find(NamedPicture picture) {
        var path = picture.path();
        var isOutside = false;
        for (var place : places(picture.source())) {
            try {
                var file = place.resolve(path).normalize();
                if (!file.startsWith(folders.importDir().toAbsolutePath().normalize())) {
                    isOutside = true;
                } else if (Files.isRegularFile(file)) {
                    return inside(file);
                }
            } catch (InvalidPathException e) {
                throw outside();
            }
        }
        if (isOutside) {
            throw outside();
        }
        return cover(picture).orElseThrow(() -> new FetchFailure(FetchProblem.NOT_FOUND,
                "There is no such file in the import folder."));
    }

    /** {@return the file in which Plex Exporter kept a picture} */
    Optional<Path> cover(NamedPicture picture) {
        return cover(picture.place(), picture).flatMap(path -> places(picture.source()).stream()
                .map(place -> place.resolve(path)).filter(Files::isRegularFile).findFirst()).map(this::inside);
    }

    private static Optional<String> cover(NamedPicture.Keys keys, NamedPicture picture) {
        if (keys.item() == null || !keys.item().matches(KEY)
                || keys.kind() != MediaKind.SERIES && keys.kind() != MediaKind.MOVIE) {
            return Optional.empty();
        }
        var folder = "covers/" + (keys.kind() == MediaKind.SERIES ? "tv/" : "movie/") + keys.item() + "/";
        var part = keys.part();
        return switch (keys.level()) {
            case ITEM -> switch (picture.kind()) {
                case POSTER, THUMB -> Optional.of(folder + "poster.jpg");
                case BACKDROP -> Optional.of(folder + "backdrop.jpg");
                case STILL -> Optional.empty();
            };
            case SEASON -> Optional.ofNullable(part).filter(key -> key.matches(KEY))
                    .map(key -> folder + "seasons/" + key + "/poster.jpg");
            case EPISODE -> Optional.ofNullable(part).filter(key -> key.matches(KEY))
                    .map(key -> folder + "episodes/" + key + "/thumb.jpg");
            case PERSON -> Optional.empty();
        };
    }

    // The folders of the source's imports, then the import folder itself.
    private List<Path> places(String source) {
        var root = folders.importDir().toAbsolutePath().normalize();
        var places = new ArrayList<Path>();
        for (var path : imports.paths(source)) {
            folder(root, path).stream().flatMap(folder -> BELOW.stream().map(folder::resolve)).forEach(places::add);
        }
        places.add(root);
        return places;
    }

    private static Optional<Path> folder(Path root, String path) {
        try {
            var imported = root.resolve(path).normalize();
            return Stream.of(Files.isDirectory(imported) ? imported : imported.getParent())
                    .filter(folder -> folder != null && folder.startsWith(root)).findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Path inside(Path file) {
        try {
            var real = file.toRealPath();
            if (!real.startsWith(folders.importDir().toRealPath())) {
                throw outside();
            }
            return real;
        } catch (IOException e) {
            throw new FetchFailure(FetchProblem.NOT_FOUND, "The file can't be read.");
        }
    }

    private static FetchFailure outside() {
        return new FetchFailure(FetchProblem.FORBIDDEN, "The path leads out of the import folder.");
    }
}
