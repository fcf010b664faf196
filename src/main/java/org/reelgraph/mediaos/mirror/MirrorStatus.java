package org.reelgraph.mediaos.mirror;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.mediaos.mirror.MirroredFile.FileState;

/**
 * How the mirror is.
 *
 * @param folder where the files lie; empty if there is no mirror
 * @param files  those that are written; none if they are read
 */
public record MirrorStatus(Optional<String> folder, List<MirroredFile> files) {

    /** How it is as a whole. */
    public enum State {
        OFF, IN_SYNC, OWING, FAILING, CONFLICT
    }

    /** {@return the worst that there is about a file; that it is off if none is written} */
    public State state() {
        return files.stream().map(MirroredFile::state).max(Comparator.naturalOrder())
                .map(worst -> State.valueOf(worst.name())).orElse(State.OFF);
    }

    /** {@return when files were compared with the database last} */
    public Optional<Instant> lastCheckedAt() {
        return files.stream().map(MirroredFile::checkedAt).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
