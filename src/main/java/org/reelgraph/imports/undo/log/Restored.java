package org.reelgraph.imports.undo.log;

import org.jspecify.annotations.Nullable;

/**
 * What became of an item, a person or an entry of a file that a job had changed.
 *
 * @param type   the kind of the item, {@link #PERSON} or {@link #ENTRY}
 * @param reason why it was refused
 * @param file   the file whose entry it is; null if it is none
 */
public record Restored(long id, String type, String title, Outcome outcome, @Nullable String reason,
        @Nullable String file) {

    /** The type of people. */
    public static final String PERSON = "PERSON";

    /** The reason that something was changed after the job. */
    public static final String CHANGED = "It was changed since.";

    /** The reason that something was deleted after the job. */
    public static final String GONE = "It was deleted since.";

    /** The reason that something exists again which the job had deleted. */
    public static final String IS_BACK = "It was deleted by the job, and exists again.";

    /** The type of entries of files. */
    public static final String ENTRY = "ENTRY";

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

    /** What became of an item or a person. */
    Restored(long id, String type, String title, Outcome outcome) {
        this(id, type, title, outcome, null, null);
    }

    /** {@return what became of an entry of a file} */
    public static Restored of(EntryImage entry, Outcome outcome) {
        return new Restored(entry.id(), ENTRY, entry.title(), outcome, null, entry.file() + ".json");
    }

    /** {@return the same, refused} */
    public Restored refused(String why) {
        return new Restored(id, type, title, Outcome.REFUSED, why, file);
    }
}
