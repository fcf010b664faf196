package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.Map;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.jobs.schedules.SourceState;
import org.reelgraph.jobs.schedules.WatchedSource;
import org.reelgraph.storage.Folders;

/** The files and folders that schedules import. */
@Singleton
class WatchedImport implements WatchedSource {

    private final FormatReaders readers;
    private final Folders folders;

    WatchedImport(FormatReaders readers, Folders folders) {
        this.readers = readers;
        this.folders = folders;
    }

    @Override
    public String kind() {
        return ImportJobKind.NAME;
    }

    @Override
    public SourceState look(Map<String, Object> input) {
        String path = Required.member(input, "path");
        try {
            return readers.fingerprint(ImportSource.below(folders.importDir(), path))
                    .<SourceState>map(SourceState.Present::new)
                    .orElseGet(() -> new SourceState.Absent("'" + path + "' holds no file to import."));
        } catch (SourceException e) {
            // What else the folder around it holds, which such a message tells, is of no interest here.
            return new SourceState.Absent(e.code().equals(UserErrorCode.NOT_FOUND)
                    ? "There is nothing at '" + path + "' any more."
                    : e.getMessage());
        }
    }
}
