package org.reelgraph.downloads;

import java.nio.file.Path;
import java.util.Optional;
import org.reelgraph.graphql.access.Role;

/** A kind of file that can be downloaded. Every bean of this type takes part. */
public interface Downloadable {

    /**
     * A file that is whole and doesn't change.
     *
     * @param target    its global id, or that of what made it
     * @param mediaType its media type
     */
    record Content(String target, Path path, String mediaType) {

        /** {@return what the file is called} */
        public String name() {
            return path.getFileName().toString();
        }
    }

    /** {@return the prefix of the global ids by which links name such files} */
    String prefix();

    /** {@return the role that a download requires} */
    Role role();

    /** {@return the file with a global id, if it is here} */
    Optional<Content> find(String id);

    /** {@return what is told about one that isn't here} */
    String missing();
}
