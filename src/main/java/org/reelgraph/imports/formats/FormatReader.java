package org.reelgraph.imports.formats;

import java.util.Optional;
import java.util.function.Consumer;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Authority;

/**
 * Reads one format, record by record. The memory per record doesn't depend on the number of records. Every bean of this
 * type takes part. A reader that has to be asked before others whether it recognises a source carries
 * {@link io.micronaut.core.annotation.Order}.
 */
public interface FormatReader {

    /** {@return the name of the format, a value of the schema's {@code ImportFormat}} */
    String format();

    /** {@return what sources of this format have to say about their items} */
    default Authority authority() {
        return Authority.DESCRIPTION;
    }

    /** {@return the role that is needed to import sources of this format} */
    default Role role() {
        return Role.MODERATOR;
    }

    /** {@return whether a file may be imported by itself in this format, judging by its name; JSON unless it says so} */
    default boolean takes(String fileName) {
        return ImportSource.isJson(fileName);
    }

    /**
     * {@return whether the source appears to have this format}
     *
     * @throws SourceException if it can't be read, or can't be imported because it is only a part of what this format
     *                         needs
     */
    boolean recognises(ImportSource source) throws SourceException;

    /**
     * {@return whether this folder is an export in this format by the folders in it, even if no file to import lies in
     * the folder itself}
     *
     * @throws SourceException if it can't be read
     */
    default boolean isExport(ImportSource folder) throws SourceException {
        return false;
    }

    /**
     * Checks that the source has this format, as far as its beginning shows.
     *
     * @throws SourceException if it doesn't; the message says why
     */
    void check(ImportSource source) throws SourceException;

    /**
     * Makes sure, before anything is written, that the records can be read, as far as this isn't a matter of single ones.
     *
     * @throws SourceException if they can't
     */
    default void prepare(ImportSource source, Reading reading) throws SourceException {
    }

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
