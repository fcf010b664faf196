package org.reelgraph.mediaos.reading;

import java.time.Instant;
import java.util.Optional;
import org.reelgraph.mediaos.reading.FollowedFile.FollowedFileState;
import org.reelgraph.mediaos.reading.TakingIn.Taken;

/**
 * What is known of a file that the database follows.
 *
 * @param looks   how the file looked; empty if it has to be read again
 * @param version in which version the database had what the file is made of
 * @param problem why the database doesn't have all that the file says
 * @param since   since when
 */
record FileState(String looks, String version, FollowedFileState state, Optional<String> problem,
        Optional<Instant> since,
        Optional<Instant> takenInAt, int failed) {

    static final FileState NONE = new FileState("", "", FollowedFileState.ABSENT, Optional.empty(), Optional.empty(),
            Optional.empty(), 0);

    boolean isStill(String looksNow, String versionNow) {
        return looks.equals(looksNow) && version.equals(versionNow);
    }

    FileState absent(String looksNow, String versionNow) {
        return new FileState(looksNow, versionNow, FollowedFileState.ABSENT, Optional.empty(), Optional.empty(),
                takenInAt, 0);
    }

    FileState broken(String looksNow, String versionNow, String why, Instant now) {
        return new FileState(looksNow, versionNow, FollowedFileState.BROKEN, Optional.of(why),
                state == FollowedFileState.BROKEN ? since : Optional.of(now), takenInAt, failed);
    }

    FileState taken(String looksNow, Taken taken, Instant now) {
        var isAll = taken.failed() == 0;
        return new FileState(looksNow, taken.version(),
                isAll ? FollowedFileState.FOLLOWING : FollowedFileState.INCOMPLETE, taken.firstFailure(),
                isAll ? Optional.empty() : since.or(() -> Optional.of(now)), Optional.of(now), taken.failed());
    }

    FollowedFile shown(String file) {
        return new FollowedFile(file + ".json", state, problem.orElse(null), since.orElse(null),
                takenInAt.orElse(null), failed);
    }
}
