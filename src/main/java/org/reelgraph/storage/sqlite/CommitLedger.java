package org.reelgraph.storage.sqlite;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.Freshness;
import org.reelgraph.storage.StorageException;

/**
 * Knows which commit has changed a media item last. Of this program's own commits it is told, by {@link CommitNotes}; those
 * of other programs it notices by {@code PRAGMA data_version} before anything is taken for current, and takes them for
 * changes of everything.
 *
 * <p>Commits are numbered. While one of this program's is under way, nothing is current, because nobody can tell then
 * whether a change that shows is this one or another program's.
 *
 * @see <a href="https://sqlite.org/pragma.html#pragma_data_version">data_version</a>
 */
@OnSqlite
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.cache", value = "on")
class CommitLedger implements Freshness {

    // Items share a place if the ends of their ids are equal; then a change of one outdates both.
    private static final int PLACES = 1 << 16;

    private final AtomicLongArray items = new AtomicLongArray(PLACES);
    private final WatchedVersion watched;
    private long seen;
    private int underWay;
    private volatile boolean isCommitting;
    private volatile long commits = 1;
    private volatile long ofEverything = 1;
    private volatile long ofPeople;
    // When the latest look began. What was committed before is known.
    private long lookedAt = System.nanoTime() - 1;

    CommitLedger(Folders folders) {
        watched = new WatchedVersion(folders.database());
    }

    /** What a commit changes. */
    record Changes(boolean everything, boolean people, long[] items) {

        /** Of a commit of which nothing is known. */
        static final Changes UNKNOWN = new Changes(true, true, new long[0]);
    }

    /** Tells whether another program has committed since the last time. */
    interface Outsiders {
        boolean haveCommitted() throws SQLException;
    }

    /** Before a commit of this program. */
    synchronized void begin() {
        underWay++;
        isCommitting = true;
    }

    /**
     * After the commit, whether or not it succeeded.
     *
     * @param outsiders is asked once the database has been looked at
     */
    synchronized void end(Changes changes, Outsiders outsiders) {
        try {
            var state = watched.read();
            note(outsiders.haveCommitted() ? Changes.UNKNOWN : changes);
            seen = state;
        } catch (SQLException e) {
            // Whoever looks next finds another state than the one that was seen, or fails.
            note(Changes.UNKNOWN);
        } finally {
            underWay--;
            isCommitting = underWay > 0;
        }
    }

    /** Takes everything for changed. */
    synchronized void note() {
        note(Changes.UNKNOWN);
    }

    // The number of the commit comes last: whoever takes it for the moment reads what was committed.
    private void note(Changes changes) {
        var number = commits + 1;
        if (changes.everything()) {
            ofEverything = number;
        }
        if (changes.people()) {
            ofPeople = number;
        }
        for (var item : changes.items()) {
            items.set(place(item), number);
        }
        commits = number;
    }

    // The last bits of an id are its counter and random, so that neighbours have different places.
    private static int place(long item) {
        return (int) (item ^ item >>> 22) & PLACES - 1;
    }

    @Override
    public long moment() {
        return commits;
    }

    @Override
    public boolean isCurrent(long moment) {
        return isKnown() && commits == moment;
    }

    @Override
    public boolean isCurrent(long moment, long[] ids) {
        if (!isKnown() || ofEverything > moment || ofPeople > moment) {
            return false;
        }
        for (var id : ids) {
            if (items.get(place(id)) > moment) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether all that was committed before this call is noted} */
    private boolean isKnown() {
        var asked = System.nanoTime();
        return look(asked) && !isCommitting;
    }

    // Many who want to know at once share a look, if it begins after they have asked.
    private synchronized boolean look(long asked) {
        if (lookedAt - asked > 0) {
            return true;
        }
        var began = System.nanoTime();
        try {
            var state = watched.read();
            if (state != seen) {
                if (underWay > 0) {
                    return false;
                }
                note(Changes.UNKNOWN);
                seen = state;
            }
        } catch (SQLException e) {
            throw new StorageException("The database can't be read: " + e.getMessage(), e);
        }
        lookedAt = began;
        return true;
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        watched.close();
    }
}
