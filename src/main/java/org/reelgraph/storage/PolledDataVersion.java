package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Notices writes of other programs by looking at the database's state at most every 100 ms. */
public abstract class PolledDataVersion implements DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile long version;
    private volatile long access;
    // When the latest look began. What was committed before is known.
    private volatile long lookedAt = System.nanoTime() - INTERVAL;
    private String seen = "";

    /** {@return what differs after another program has written; one thread at a time asks} */
    protected abstract String state() throws SQLException;

    @Override
    public final long now() {
        return since(System.nanoTime() - INTERVAL);
    }

    @Override
    public long current() {
        now();
        return access;
    }

    /** {@return the number, with all that was committed before this {@link System#nanoTime}} */
    protected final long since(long time) {
        if (lookedAt - time <= 0) {
            look(time);
        }
        return version;
    }

    @Override
    public final synchronized void changed() {
        version++;
        access++;
    }

    @Override
    public final synchronized void libraryChanged() {
        version++;
    }

    // Many who want to know at once share a look, if it begins after they have asked.
    private synchronized void look(long time) {
        if (lookedAt - time > 0) {
            return;
        }
        var began = System.nanoTime();
        try {
            var state = state();
            if (!state.equals(seen)) {
                seen = state;
                changed();
            }
            lookedAt = began;
        } catch (SQLException e) {
            throw new StorageException("The database can't be read: " + e.getMessage(), e);
        }
    }
}
