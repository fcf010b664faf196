package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Notices writes of other programs by looking at the database's state at most every 100 ms. */
public abstract class PolledDataVersion implements DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile long version;
    private volatile long nextLook = System.nanoTime();
    private String seen = "";

    /** {@return what differs after another program has written; one thread at a time asks} */
    protected abstract String state() throws SQLException;

    @Override
    public final long now() {
        if (System.nanoTime() - nextLook >= 0) {
            look();
        }
        return version;
    }

    @Override
    public final synchronized void changed() {
        version++;
    }

    private synchronized void look() {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        try {
            var state = state();
            if (!state.equals(seen)) {
                seen = state;
                version++;
            }
            nextLook = System.nanoTime() + INTERVAL;
        } catch (SQLException e) {
            throw new StorageException("The database can't be read: " + e.getMessage(), e);
        }
    }
}
