package org.reelgraph.mediaos.mirror;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a file was written to the mirror's folder.
 *
 * @param version     the versions of all that the file was made of; empty if it has to be written anew
 * @param digest      the file's digest as it was written; empty if it wasn't
 * @param nextDigest  the digest of what was about to take its place when this was stored
 * @param owedSecrets the secrets that changed and could not be written, in words
 * @param checkedAt   when it was compared with the database
 * @param differences how many differences there were then
 */
public record MirrorState(String file, String version, Optional<String> digest, Optional<String> nextDigest,
        Optional<Instant> writtenAt, List<String> owedSecrets, Optional<Instant> checkedAt,
        Optional<Integer> differences) {

    /** {@return the state of a file that was never written} */
    static MirrorState none(String file) {
        return new MirrorState(file, "", Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty());
    }

    /** {@return whether a file of this digest is as it was written from here} */
    boolean isOwn(String found) {
        return digest.filter(found::equals).isPresent() || nextDigest.filter(found::equals).isPresent();
    }

    MirrorState replacing(String next) {
        return new MirrorState(file, version, digest, Optional.of(next), writtenAt, owedSecrets, checkedAt,
                differences);
    }

    /** {@return the state of a file that is as the database has it} */
    public MirrorState written(String now, Optional<String> as, Optional<Instant> at, List<String> owed) {
        return new MirrorState(file, now, as, Optional.empty(), at, owed, checkedAt, differences);
    }

    MirrorState checked(Instant at, int found) {
        return new MirrorState(file, version, digest, nextDigest, writtenAt, owedSecrets, Optional.of(at),
                Optional.of(found));
    }

    /** {@return the same for a database whose content was replaced} */
    MirrorState owing() {
        return new MirrorState(file, "", digest, nextDigest, writtenAt, owedSecrets, Optional.empty(),
                Optional.empty());
    }
}
