package org.reelgraph.changes;

import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;

/**
 * How far a client has come in the order of all changes.
 *
 * @param seq   the last change it was told
 * @param known up to where it knew everything when it began to read page after page: what was created since then is new
 *              to it
 * @param begun the last change there was when it began so: of what was created and gone by then it is told nothing
 * @param safe  up to where deletions may be forgotten without it missing any, as it began after they were
 */
record ChangeCursor(long seq, long known, long begun, long safe) {

    /** The list that its cursors belong to. */
    static final ListName LIST = ListName.of("changesSince");

    private static final int VALUES = 4;

    /** {@return how many values a cursor of this has} */
    static int values() {
        return VALUES;
    }

    /** {@return the place of who knows nothing yet} */
    static ChangeCursor start(long last, long forgotten) {
        return new ChangeCursor(0, 0, last, forgotten);
    }

    /** {@return the place that a cursor names; who had been told everything begins anew} */
    static ChangeCursor of(Cursor cursor, long last) {
        var place = new ChangeCursor(cursor.number(0), cursor.number(1), cursor.number(2), cursor.number(3));
        return place.seq == place.known ? new ChangeCursor(place.seq, place.known, last, place.safe) : place;
    }

    /** {@return whether deletions after it are forgotten, or it is of a future that a backup put back has undone} */
    boolean isExpired(long forgotten, long last) {
        return isForgotten(forgotten) || seq > last;
    }

    /** {@return whether deletions after it are forgotten} */
    boolean isForgotten(long forgotten) {
        return forgotten > Math.max(seq, safe);
    }

    /** {@return whether its client is told of a later change; not of a deletion of what it was never told of} */
    boolean isToldOf(StoredChange change) {
        return !change.deleted() || change.createdSeq() <= known
                || change.createdSeq() <= seq && change.seq() > begun;
    }

    /** {@return the place of who was told a change more, and has more to come} */
    ChangeCursor within(StoredChange change) {
        return new ChangeCursor(change.seq(), known, begun, safe);
    }

    /** {@return the place of who was told all there is} */
    static ChangeCursor end(long last, long forgotten) {
        return new ChangeCursor(last, last, last, forgotten);
    }

    Cursor cursor() {
        return Cursor.of(LIST, seq, known, begun, safe);
    }
}
