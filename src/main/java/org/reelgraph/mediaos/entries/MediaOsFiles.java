package org.reelgraph.mediaos.entries;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.mediaos.files.MediaOsFile;

/** All files of MediaOS that are known here. */
@Singleton
public class MediaOsFiles {

    private final List<MediaOsFile<?>> files;

    MediaOsFiles(Collection<MediaOsFile<?>> files) {
        this.files = files.stream().sorted(Comparator.<MediaOsFile<?>>comparingInt(MediaOsFile::order)
                .thenComparing(MediaOsFile::name)).toList();
    }

    /** {@return the files; what the entries of one refer to comes before} */
    public List<MediaOsFile<?>> all() {
        return files;
    }

    /** {@return the files of these names, in the same order; all if none is named} */
    public List<MediaOsFile<?>> only(Collection<String> names) {
        return files.stream().filter(file -> names.isEmpty() || names.contains(file.name())).toList();
    }

    /** {@return what is wrong with names of files: the first that is none, in words} */
    public Optional<String> unknown(Collection<String> names) {
        return names.stream().filter(name -> of(name).isEmpty()).sorted().findFirst()
                .map(name -> "There is no file " + name + ", only "
                        + files.stream().map(MediaOsFile::name).collect(Collectors.joining(", ")) + ".");
    }

    /** {@return the file of a name, without {@code .json}} */
    public Optional<MediaOsFile<?>> of(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
