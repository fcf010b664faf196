package org.reelgraph.verification.checks;

import java.util.Optional;

/** How grave an issue is, the least first. */
public enum Severity {
    INFO, WARN, ERROR;

    /** The rank of what has no issue. */
    public static final int NONE = 0;

    /** {@return its rank in the database: a greater one is graver} */
    public int rank() {
        return ordinal() + 1;
    }

    /** {@return the severity of a rank; empty if there was no issue} */
    public static Optional<Severity> ofRank(int rank) {
        return rank == NONE ? Optional.empty() : Optional.of(values()[rank - 1]);
    }
}
