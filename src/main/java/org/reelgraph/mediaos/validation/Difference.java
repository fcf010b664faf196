package org.reelgraph.mediaos.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that a file and the database don't have in common.
 *
 * @param file       the file's name
 * @param entry      the entry, as people know it
 * @param member     the member that differs; null if this is about the entry as a whole
 * @param inFile     its value in the file; null if there is none, or if nobody is shown it
 * @param inDatabase its value in the database; null if there is none, or if nobody is shown it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String file, String entry, Kind kind, @Nullable String member, @Nullable Object inFile,
        @Nullable Object inDatabase, String message) {

    /** The kinds of differences. */
    public enum Kind {
        /** The database lacks the entry. */
        ONLY_IN_FILE,
        /** The file lacks the entry. */
        ONLY_IN_DATABASE,
        /** A member differs. */
        DIFFERENT,
        /** What the file has can't be read, or can't be kept as what it means. */
        UNREADABLE
    }

    static Difference of(String file, String entry, Kind kind, String message) {
        return new Difference(file, entry, kind, null, null, null, message);
    }
}
