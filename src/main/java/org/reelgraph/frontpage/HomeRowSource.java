package org.reelgraph.frontpage;

import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.Select;

/** A kind of row. Every bean of this type is one; the engine finds it. */
public interface HomeRowSource {

    /** {@return its name among the values of {@code HomeRowKind}} */
    String kind();

    /** {@return its place among the others, until somebody arranges them} */
    int place();

    /** {@return how many items it has at most, until somebody decides} */
    default int size() {
        return 20;
    }

    /**
     * {@return which media it lists; empty if it finds what it shows in another way. The lists of all rows are read in one
     * statement}
     */
    default Optional<Select> list(int size) {
        return Optional.empty();
    }

    /**
     * {@return what it shows}
     *
     * @param listed the media that it lists
     */
    HomeContent content(List<MediaItem> listed, int size, HomeReading reading);
}
