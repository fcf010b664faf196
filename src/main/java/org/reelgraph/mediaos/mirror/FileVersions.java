package org.reelgraph.mediaos.mirror;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.files.MediaOsFile;

/** In which version the database has what a file is made of. */
final class FileVersions {

    private FileVersions() {
    }

    /** {@return a text that differs after any change} */
    static String of(MediaOsFile<?> file, Map<String, Long> versions) {
        return Stream.concat(file.tables().stream().sorted(), Stream.of(EntryStore.versionName(file.name())))
                .map(name -> name + ":" + versions.getOrDefault(name, 0L)).collect(Collectors.joining(" "));
    }
}
