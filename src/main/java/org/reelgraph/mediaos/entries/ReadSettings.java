package org.reelgraph.mediaos.entries;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.settings.declaration.Setting;

/** Whether the files of MediaOS follow the database, or the database follows the files. */
@Introspected
@Singleton
public class ReadSettings {

    private static final String DATABASE = "database";
    private static final String FILES = "files";

    /** What was to be changed is read from MediaOS' files. */
    private static final ErrorCode READ_FROM_FILES = new ErrorCode("READ_FROM_FILES", HttpStatus.CONFLICT);

    private final boolean fromFiles;

    ReadSettings(@Setting(
            description = "Where what MediaOS' files hold is read from: with `files`, it is as the files in"
                    + " `REELGRAPH_MEDIAOS_MIRROR` say, and can't be changed here.",
            defaultValue = DATABASE, oneOf = {DATABASE, FILES}) @Property(
                    name = "reelgraph.mediaos.read") @Nullable String given) {
        fromFiles = FILES.equals(given);
    }

    /** {@return whether the database follows the files} */
    public boolean areFromFiles() {
        return fromFiles;
    }

    /**
     * {@return why something can't be changed}
     *
     * @param file the name of the file that it is read from
     */
    public static RequestException refusal(String file) {
        return new RequestException(READ_FROM_FILES, "This is read from MediaOS' " + file
                + ".json, so it can't be changed here: REELGRAPH_MEDIAOS_READ is files. Change the file, or set it to"
                + " database.");
    }
}
