package org.reelgraph.imports.formats;

import java.util.Optional;
import java.util.function.Consumer;

/** Reads one format, record by record: what a record takes in memory doesn't depend on how many there are. */
public interface FormatReader {

    /** {@return the format it reads} */
    ImportFormat format();

    /**
     * {@return whether the source seems to be of this format}
     *
     * @throws SourceException where it can't be looked at
     */
    boolean recognises(ImportSource source) throws SourceException;

    /**
     * Checks that the source is of this format, as far as its beginning tells.
     *
     * @throws SourceException where it isn't, saying why
     */
    void check(ImportSource source) throws SourceException;

    /** Hands on every record; what can't be read is a record with errors, and the others are read all the same. */
    void read(ImportSource source, Reading reading, Consumer<SourceRecord> records);

    /**
     * {@return what the source itself says is missing of it, in a sentence; nothing where it is whole, as far as it
     * tells}
     */
    default Optional<String> gap(ImportSource source) {
        return Optional.empty();
    }
}
