package org.reelgraph.imports.formats.nfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.reelgraph.catalog.images.ImageKind;

/** The pictures in a folder, which Kodi finds by their names. */
public final class Pictures {

    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".tbn");
    private static final Map<ImageKind, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(ImageKind.POSTER, List.of("poster", "folder", "cover"));
        NAMES.put(ImageKind.BACKDROP, List.of("fanart", "backdrop", "background"));
        NAMES.put(ImageKind.THUMB, List.of("thumb", "landscape"));
    }

    private final Map<String, String> byStem = new LinkedHashMap<>();

    /** @param paths of all files in the folder, in order */
    public Pictures(List<String> paths) {
        paths.stream().filter(Pictures::isPicture).forEach(path -> {
            var name = path.substring(path.lastIndexOf('/') + 1);
            byStem.putIfAbsent(name.substring(0, name.lastIndexOf('.')).toLowerCase(Locale.ROOT), path);
        });
    }

    /** {@return whether a file is a picture by its name} */
    public static boolean isPicture(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** {@return the pictures of the folder as a whole} */
    public List<Map<String, Object>> ofFolder() {
        return found("", NAMES);
    }

    /** {@return the pictures of a file, whose name without its ending this is} */
    public List<Map<String, Object>> ofFile(String stem) {
        return found(stem + "-", NAMES);
    }

    /** {@return the picture of an episode, whose name without its ending this is} */
    public List<Map<String, Object>> ofEpisode(String stem) {
        return Stream.of(stem + "-thumb", stem).map(name -> byStem.get(name.toLowerCase(Locale.ROOT)))
                .filter(Objects::nonNull).limit(1).map(path -> picture(ImageKind.STILL, path)).toList();
    }

    /** {@return the pictures of a season in the folder of its series} */
    public List<Map<String, Object>> ofSeason(int number) {
        return found((number == 0 ? "season-specials" : "season%02d".formatted(number)) + "-", NAMES);
    }

    private List<Map<String, Object>> found(String prefix, Map<ImageKind, List<String>> names) {
        var pictures = new ArrayList<Map<String, Object>>();
        names.forEach((kind, stems) -> stems.stream()
                .map(stem -> byStem.get((prefix + stem).toLowerCase(Locale.ROOT)))
                .filter(Objects::nonNull).findFirst()
                .ifPresent(path -> pictures.add(picture(kind, path))));
        return pictures;
    }

    /** {@return a picture as a member of a list of images} */
    static Map<String, Object> picture(ImageKind kind, String path) {
        return new LinkedHashMap<>(Map.of("kind", kind.name(), "path", path));
    }
}
