package org.reelgraph.backups;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a backup was made. */
public enum BackupKind {
    /** Somebody asked for it. It is kept until somebody deletes it. */
    MANUAL,
    /** A schedule asked for it. It is kept as {@link BackupRetention} says. */
    SCHEDULED,
    /** It holds what a restore replaced. It is kept until somebody deletes it. */
    RESTORE_POINT;

    /** {@return it as a part of a file's name} */
    String inName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the kind that a file's name has a part for} */
    static Optional<BackupKind> ofName(String part) {
        return Arrays.stream(values()).filter(kind -> kind.inName().equals(part)).findFirst();
    }
}
