package org.reelgraph.mediaos.mirror;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.files.MediaOsFile;

/** In which version the database has what a file is made of. */
public final class FileVersions {

    private static final String LIBRARY = "media_items";

    private FileVersions() {
    }

    /** {@return a text that differs after any change} */
    public static String of(MediaOsFile<?> file, Map<String, Long> versions) {
        return Stream.concat(file.tables().stream().sorted(), Stream.of(EntryStore.versionName(file.name())))
                .map(name -> name + ":" + versions.getOrDefault(name, 0L)).collect(Collectors.joining(" "));
    }

    /** {@return up to which change of the library a version goes; empty if it has nothing of the library} */
    public static Optional<Long> placeIn(String version) {
        return Arrays.stream(version.split(" ")).filter(part -> part.startsWith(LIBRARY + ":"))
                .map(part -> Long.valueOf(part.substring(LIBRARY.length() + 1))).findFirst();
    }

    /** {@return versions with another place among the changes of the library} */
    public static Map<String, Long> at(Map<String, Long> versions, long place) {
        var at = new HashMap<>(versions);
        at.put(LIBRARY, place);
        return at;
    }
}
