package org.reelgraph.mediaos.mirror;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file of the mirror is.
 *
 * @param file          the file's name
 * @param state         whether it is as the database has it
 * @param owedSince     since when this server knows of changes that aren't written; null if all are
 * @param lastWrittenAt when it was written last; null if it never was
 * @param problem       why it can't be written, and what to do; null if it can
 * @param owedSecrets   the secrets that can't be written without MediaOS' key, in words
 * @param checkedAt     when it was compared with the database; null if it never was
 * @param differences   how many differences there were then
 */
public record MirroredFile(String file, FileState state, @Nullable Instant owedSince, @Nullable Instant lastWrittenAt,
        @Nullable String problem, List<String> owedSecrets, @Nullable Instant checkedAt,
        @Nullable Integer differences) {

    /** Whether a file is as the database has it; the worst comes last. */
    public enum FileState {
        IN_SYNC, OWING, FAILING, CONFLICT
    }
}
