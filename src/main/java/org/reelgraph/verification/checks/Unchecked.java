package org.reelgraph.verification.checks;

/**
 * A check that wasn't done.
 *
 * @param message why, in words
 */
public record Unchecked(Check check, Reason reason, String message) {

    /** Why a check isn't done. */
    public enum Reason {
        NOT_APPLICABLE, NO_FILE, NO_PERMISSION, NO_PROGRAM, TIMED_OUT, UNKNOWN
    }

    /** Why something isn't known. */
    public record Gap(Reason reason, String message) {

        /** {@return the check that isn't done for this reason} */
        public Unchecked of(Check check) {
            return new Unchecked(check, reason, message);
        }
    }
}
