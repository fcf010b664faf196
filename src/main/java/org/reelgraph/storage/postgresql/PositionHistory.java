package org.reelgraph.storage.postgresql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** When the database had reached which position. Used by one thread. */
final class PositionHistory {

    private record Mark(long nanos, long position) {
    }

    // Beyond so many, more would only say it more exactly.
    private static final int MARKS = 1_000;

    private final long nanos;
    private final Deque<Mark> marks = new ArrayDeque<>();

    /** @param longest how far back it is asked for */
    PositionHistory(Duration longest) {
        this.nanos = longest.toNanos();
    }

    /** Notes a position at this time, in nanoseconds of the monotonic clock. */
    void note(long now, long position) {
        if (marks.isEmpty()
                || marks.getLast().position() < position && now - marks.getLast().nanos() >= nanos / MARKS) {
            marks.add(new Mark(now, position));
        }
        // Of all that is older than anyone asks for, the latest says as much as the others.
        while (marks.size() > 1 && second().nanos() <= now - nanos) {
            marks.removeFirst();
        }
    }

    private Mark second() {
        var each = marks.iterator();
        each.next();
        return each.next();
    }

    /** {@return the latest position that is at least this old; 0 if none is that is known} */
    long before(long now, Duration age) {
        var found = 0L;
        for (var mark : marks) {
            if (mark.nanos() <= now - age.toNanos()) {
                found = mark.position();
            }
        }
        return found;
    }
}
