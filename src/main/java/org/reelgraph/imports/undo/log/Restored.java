package org.reelgraph.imports.undo.log;

import org.jspecify.annotations.Nullable;

/**
 * What became of an item or a person that a job had changed.
 *
 * @param type   the kind of the item, or {@link #PERSON}
 * @param reason why it was refused
 */
public record Restored(long id, String type, String title, Outcome outcome, @Nullable String reason) {

    /** The type of people. */
    public static final String PERSON = "PERSON";

    /** What can become of it. */
    public enum Outcome {
        /** It is as it was before the job. */
        RESTORED,
        /** The job had created it, and it is gone. */
        DELETED,
        /** It was already as before. */
        UNCHANGED,
        /** It stays as it is. */
        REFUSED
    }

    /** {@return the same, refused} */
    public Restored refused(String why) {
        return new Restored(id, type, title, Outcome.REFUSED, why);
    }
}
