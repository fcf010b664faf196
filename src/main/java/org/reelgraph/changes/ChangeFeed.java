package org.reelgraph.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.changes.ChangeRepository.Known;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Cursor;

/** The changes in their order, as somebody is told of them who has come so far. */
@Singleton
class ChangeFeed {

    /** The cursor is too old: what was deleted since is no longer known. */
    private static final ErrorCode CURSOR_EXPIRED = new ErrorCode("CURSOR_EXPIRED", HttpStatus.BAD_REQUEST);

    private final ChangeRepository changes;

    ChangeFeed(ChangeRepository changes) {
        this.changes = changes;
    }

    /** {@return what is known of the order now} */
    Known known() {
        return changes.known().orElse(new Known(0, 0));
    }

    /**
     * {@return the place that a cursor names; empty if there is none}
     *
     * @throws RequestException {@code CURSOR_EXPIRED} if deletions since then are forgotten
     */
    Optional<ChangeCursor> place(Optional<Cursor> cursor, Known known) {
        var place = cursor.map(given -> ChangeCursor.of(given, known.last()));
        place.ifPresent(given -> check(given, known));
        return place;
    }

    /**
     * Makes sure that nothing after a place is forgotten.
     *
     * @throws RequestException {@code CURSOR_EXPIRED} if something is
     */
    void check(ChangeCursor place, Known known) {
        if (place.isExpired(known.forgotten(), known.last())) {
            throw expired();
        }
    }

    /** {@return the error for a place after which deletions are forgotten} */
    static RequestException expired() {
        return new RequestException(CURSOR_EXPIRED,
                "What was deleted since this cursor is no longer known. Begin anew, without 'after'.");
    }

    /** {@return the changes after a place, with one more than {@code size} if there are more} */
    List<Change> after(ChangeCursor place, Known known, int size) {
        var found = changes.findAfter(place.seq(), place.known(), place.begun(), size + 1);
        var end = found.isEmpty() || found.size() > size ? 0 : found.getLast().seq();
        return found.stream().map(change -> change.since(place.known(), change.seq() == end
                ? ChangeCursor.end(Math.max(end, known.last()), known.forgotten())
                : place.within(change))).toList();
    }

    /** {@return all changes after a place, also those that not everybody is told of, up to a number} */
    List<StoredChange> allAfter(long place, int most) {
        return changes.findAfter(place, Long.MAX_VALUE, Long.MAX_VALUE, most);
    }
}
