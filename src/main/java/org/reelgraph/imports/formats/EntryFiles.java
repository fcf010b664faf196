package org.reelgraph.imports.formats;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.SourceEntry;

/** Knows the files of {@link MediaOsFolder} and what their entries mean. */
public interface EntryFiles {

    /**
     * Where the entries of a file stand.
     *
     * @param name    the file's name without {@code .json}
     * @param list    the member of the root that lists entries
     * @param isEntry whether a member of the root is an entry itself
     * @param whole   whether the root is the only entry
     * @param secret  whether entries have members that are encrypted
     */
    record Shape(String name, Optional<String> list, Predicate<String> isEntry, boolean whole, boolean secret) {
    }

    /** {@return the files; what the entries of one refer to comes before} */
    List<Shape> shapes();

    /** {@return an entry with what it means} */
    SourceEntry.Read read(SourceEntry entry, Origin origin, String source);

    /** {@return what is said of the secrets of some entries that can't be read yet; empty if all can} */
    Optional<String> locked(List<SourceEntry> entries);
}
