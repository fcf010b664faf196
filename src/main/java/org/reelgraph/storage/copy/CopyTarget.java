package org.reelgraph.storage.copy;

import java.util.Map;
import java.util.Optional;

/** The place of a copy. Closing it removes what an unfinished copy left there. */
public interface CopyTarget extends AutoCloseable {

    /** Finds the targets of one kind of database. Every bean of this type takes part. */
    interface Kind {

        /** {@return the target at an address; empty if this is another kind's} */
        Optional<CopyTarget> at(CopyAddress address);

        /** {@return what its addresses look like} */
        String form();
    }

    /** {@return the place in words for the owner, without secrets} */
    String inWords();

    /**
     * Gets ready for a copy.
     *
     * @throws org.reelgraph.storage.StorageException if there is data already, or if nothing can be written
     */
    void prepare();

    /** {@return the settings of a program that uses the target as its database} */
    Map<String, Object> settings();

    /** Makes the complete copy, which nothing uses any more, the library at this place. */
    void finish();

    @Override
    void close();
}
