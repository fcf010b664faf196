package org.reelgraph.imports.formats;

import java.util.Optional;
import java.util.function.Consumer;

/** Reads one format, record by record. The memory per record doesn't depend on the number of records. */
public interface FormatReader {

    /** {@return the format of this reader} */
    ImportFormat format();

    /**
     * {@return whether the source appears to have this format}
     *
     * @throws SourceException if it can't be read
     */
    boolean recognises(ImportSource source) throws SourceException;

    /**
     * Checks that the source has this format, as far as its beginning shows.
     *
     * @throws SourceException if it doesn't; the message says why
     */
    void check(ImportSource source) throws SourceException;

    /** Passes on every record. What can't be read becomes a record with errors, and reading continues. */
    void read(ImportSource source, Reading reading, Consumer<SourceRecord> records);

    /**
     * {@return a sentence about what is missing from the source according to the source itself; empty if nothing is
     * known to be missing}
     */
    default Optional<String> gap(ImportSource source) {
        return Optional.empty();
    }
}
