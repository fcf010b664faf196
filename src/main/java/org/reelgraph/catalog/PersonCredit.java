package org.reelgraph.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A person's part in a media item or episode, together with the person.
 *
 * @param ownerId    the media item or episode
 * @param position   the place in its list, from 1
 * @param character  the character, where the source tells
 * @param department the department of a crew credit
 * @param job        the job of a crew credit, where the source tells
 */
public record PersonCredit(long ownerId, int position, @Nullable CharSequence character,
        @Nullable CrewDepartment department, @Nullable String job, PersonCard person) {

    /** {@return a part in the cast, which is of no department} */
    static PersonCredit inCast(long ownerId, int position, @Nullable CharSequence character, PersonCard person) {
        return new PersonCredit(ownerId, position, character, null, null, person);
    }
}
