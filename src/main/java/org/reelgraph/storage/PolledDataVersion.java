package org.reelgraph.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Notices writes of other programs by looking at the database's state at most every 100 ms. */
public abstract class PolledDataVersion implements DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile long version;
    private volatile long access;
    private volatile long ofAnswers;
    private final Watch all = new Watch(this::changed);
    // Not the same: it looks after each write of this process, and sessions would then be read anew each time.
    private final Watch answers = new Watch(() -> ofAnswers++);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

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
        all.lookUnlessSince(time);
        return version;
    }

    @Override
    public final long ofAnswers(boolean exactly) {
        answers.lookUnlessSince(exactly ? System.nanoTime() : System.nanoTime() - INTERVAL);
        return ofAnswers;
    }

    @Override
    public final synchronized void changed() {
        version++;
        access++;
        lookAgain();
        listeners.forEach(Runnable::run);
    }

    @Override
    public final synchronized void libraryChanged() {
        version++;
        lookAgain();
        listeners.forEach(Runnable::run);
    }

    @Override
    public final void addListener(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public final void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    // The next answer is to have the number of its state. Over a network that would take too long.
    private void lookAgain() {
        if (!isShared()) {
            answers.makeDue();
        }
    }

    /** Remembers the state that was seen last. */
    private final class Watch {

        private final Runnable onChange;
        // When the latest look began. What was committed before is known.
        private volatile long lookedAt = System.nanoTime() - INTERVAL;
        private String seen = "";

        private Watch(Runnable onChange) {
            this.onChange = onChange;
        }

        private void makeDue() {
            lookedAt = System.nanoTime() - INTERVAL;
        }

        private void lookUnlessSince(long time) {
            if (lookedAt - time <= 0) {
                look(time);
            }
        }

        // Many who want to know at once share a look, if it begins after they have asked.
        private void look(long time) {
            synchronized (PolledDataVersion.this) {
                if (lookedAt - time > 0) {
                    return;
                }
                var began = System.nanoTime();
                try {
                    var state = state();
                    if (!state.equals(seen)) {
                        seen = state;
                        onChange.run();
                    }
                    lookedAt = began;
                } catch (SQLException e) {
                    throw new StorageException("The database can't be read: " + e.getMessage(), e);
                }
            }
        }
    }
}
