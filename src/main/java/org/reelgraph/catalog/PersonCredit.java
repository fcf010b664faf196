package org.reelgraph.catalog;

import org.jspecify.annotations.Nullable;

/** A credit together with its person. */
public record PersonCredit(Credit credit, PersonCard person) {

    /** {@return the media item or episode it belongs to} */
    public long ownerId() {
        return credit.ownerId();
    }

    /** {@return the place in its list, from 1} */
    public int position() {
        return credit.position();
    }

    /** {@return the character, where the source tells} */
    public @Nullable String character() {
        return credit.character();
    }

    /** {@return the department of a crew credit} */
    public @Nullable CrewDepartment department() {
        return credit.department();
    }

    /** {@return the job of a crew credit, where the source tells} */
    public @Nullable String job() {
        return credit.job();
    }
}
