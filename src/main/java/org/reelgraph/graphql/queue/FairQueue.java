package org.reelgraph.graphql.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Runs the requests of many clients on a few threads. The next request always belongs to the client whose requests have
 * recently used the least time (start-time fair queueing); one client's requests run in order of arrival. No single
 * client may use all threads, nor may clients with slow requests together, so that another client's short request soon
 * finds a free thread. The number of waiting requests and their waiting time are limited.
 *
 * <p>Work that is known to be short runs on the thread that received it, if nothing waits and no other client has used
 * less: handing a query of 100 µs to another thread, and its result back, takes longer than SQLite does.
 */
public final class FairQueue {

    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MEMORY = TimeUnit.SECONDS.toNanos(10);
    private static final long RECENTLY = TimeUnit.MILLISECONDS.toNanos(100);
    // Looking at more would take too long.
    private static final int FEW_LINES = 64;
    private static final String GONE = "the client has gone";

    private final Executor executor;
    private final int threads;
    private final QueueBounds bounds;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Line> lines = new HashMap<>();
    private final TreeSet<Line> ready = new TreeSet<>(Line.LEAST_USE_FIRST);
    private long now;
    private long made;
    private int waiting;
    private int turns;
    private int slow;

    /**
     * @param executor runs the work
     * @param threads  the executor's number of threads
     * @param clock    in nanoseconds, like {@link System#nanoTime}
     */
    FairQueue(Executor executor, int threads, QueueBounds bounds, LongSupplier clock) {
        this.executor = executor;
        this.threads = threads;
        this.bounds = bounds;
        this.clock = clock;
    }

    /**
     * {@return the future result of a client's work}
     *
     * @param work    runs on one of the queue's threads, unless the client disconnects before its turn
     * @param refusal turns the error ({@code OVERLOADED}) into a result if too many requests are waiting, or if this
     *                one waited too long
     */
    public <T> CompletableFuture<T> submit(Client client, Supplier<? extends CompletionStage<T>> work,
            Function<RequestException, T> refusal) {
        return submit(client, Optional.empty(), work, refusal);
    }

    /**
     * {@return the future result of a client's work, as above}
     *
     * @param here the same work in a form that the calling thread can do, if it is so short that it may; it is not kept
     */
    public <T> CompletableFuture<T> submit(Client client, Optional<Supplier<? extends CompletionStage<T>>> here,
            Supplier<? extends CompletionStage<T>> work, Function<RequestException, T> refusal) {
        var since = clock.getAsLong();
        if (here.isPresent()) {
            var task = new Task<T>(client, here.get(), refusal, since);
            var begun = beginHere(task);
            if (begun != null) {
                runHere(begun);
                return task.result;
            }
        }
        var task = new Task<T>(client, work, refusal, since);
        enter(task);
        return task.result;
    }

    /**
     * {@return what work gives, if the calling thread may do it now} The work is short. It may find that there is more to do
     * than it takes itself for, and give nothing.
     */
    public <T> Optional<T> tryHere(Client client, Supplier<Optional<T>> work) {
        var task = new Task<Optional<T>>(client, () -> CompletableFuture.completedFuture(work.get()),
                refused -> Optional.empty(), clock.getAsLong());
        var begun = beginHere(task);
        if (begun == null) {
            return Optional.empty();
        }
        runHere(begun);
        return task.result.join();
    }

    private void runHere(Begun begun) {
        try {
            run(begun);
        } finally {
            endTurn();
        }
    }

    @Nullable
    private Begun beginHere(Task<?> task) {
        lock.lock();
        try {
            var line = lineOf(task);
            if (!mayRunHere(line, task.since)) {
                return null;
            }
            turns++;
            return begin(line, task);
        } finally {
            lock.unlock();
        }
    }

    private boolean mayRunHere(Line line, long time) {
        if (waiting > 0 || turns >= threads || line.running() >= allButOne() || lines.size() > FEW_LINES) {
            return false;
        }
        for (var other : lines.values()) {
            if (other.use() + TURN < line.use() && (other.running() > 0 || time - other.lastUsed() < RECENTLY)) {
                return false;
            }
        }
        return true;
    }

    private void endTurn() {
        var isTurnNeeded = false;
        lock.lock();
        try {
            turns--;
            isTurnNeeded = claimTurn();
        } finally {
            lock.unlock();
        }
        if (isTurnNeeded) {
            takeTurn();
        }
    }

    private boolean claimTurn() {
        var isFree = turns < threads && !ready.isEmpty();
        turns += isFree ? 1 : 0;
        return isFree;
    }

    private void enter(Task<?> task) {
        Task<?> refused = null;
        var isTurnNeeded = false;
        lock.lock();
        try {
            var line = lineOf(task);
            refused = refusedFor(task, line);
            if (refused != task) {
                add(line, task);
                isTurnNeeded = claimTurn();
            }
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            refused.refuse("too many requests are waiting");
        }
        if (isTurnNeeded) {
            takeTurn();
        }
    }

    private Line lineOf(Task<?> task) {
        var line = lines.computeIfAbsent(task.client.key(), key -> new Line(key, made++, now, task.since));
        if (line.isIdle()) {
            line.resumeAt(now);
        }
        return line;
    }

    // The client with the most waiting requests makes room for a client with fewer.
    @Nullable
    private Task<?> refusedFor(Task<?> newest, Line line) {
        if (line.waiting.size() >= bounds.ofOne()) {
            return newest;
        }
        if (waiting < bounds.all()) {
            return null;
        }
        var longest = lines.values().stream().max(Comparator.comparingInt(each -> each.waiting.size())).orElse(line);
        if (longest.waiting.size() <= line.waiting.size() + 1) {
            return newest;
        }
        waiting--;
        var last = longest.waiting.removeLast();
        if (longest.waiting.isEmpty()) {
            ready.remove(longest);
        }
        return last;
    }

    private void add(Line line, Task<?> task) {
        line.waiting.add(task);
        waiting++;
        makeReady(line);
    }

    private void makeReady(Line line) {
        if (!line.waiting.isEmpty() && line.running() < allButOne()) {
            ready.add(line);
        }
    }

    private int allButOne() {
        return Math.max(1, threads - 1);
    }

    @Nullable
    private Line nextLine() {
        for (var line : ready) {
            if (slow < allButOne() || !line.isSlow()) {
                ready.remove(line);
                return line;
            }
        }
        return null;
    }

    // The executor may have other work, which gets to run between two turns.
    private void turn() {
        var end = clock.getAsLong() + TURN;
        for (var next = next(); next != null; next = next()) {
            run(next);
            if (clock.getAsLong() > end) {
                takeTurn();
                return;
            }
        }
    }

    private void takeTurn() {
        try {
            executor.execute(this::turn);
        } catch (RejectedExecutionException e) {
            close();
        }
    }

    /**
     * A task that has left its line, with what was assumed about it: its duration in nanoseconds, and whether it counts
     * as slow.
     */
    private record Begun(Line line, Task<?> task, long assumed, boolean slow) {
    }

    @Nullable
    private Begun next() {
        lock.lock();
        try {
            var line = nextLine();
            if (line == null) {
                turns--;
                return null;
            }
            waiting--;
            var begun = begin(line, line.waiting.remove());
            makeReady(line);
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private Begun begin(Line line, Task<?> task) {
        now = Math.max(now, line.use());
        var begun = new Begun(line, task, line.usual(), line.isSlow());
        slow += begun.slow() ? 1 : 0;
        line.begins();
        return begun;
    }

    private void run(Begun begun) {
        var start = clock.getAsLong();
        try {
            if (begun.task().client.isConnected().getAsBoolean()) {
                begun.task().run();
            } else {
                begun.task().refuse(GONE);
            }
        } finally {
            ended(begun, start, clock.getAsLong());
        }
    }

    private void ended(Begun begun, long start, long end) {
        lock.lock();
        try {
            slow -= begun.slow() ? 1 : 0;
            ready.remove(begun.line());
            begun.line().ends(begun.assumed(), start, end);
            makeReady(begun.line());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Rejects requests that have waited too long, drops requests whose clients have disconnected, and forgets clients
     * that have been idle for long.
     */
    void sweep() {
        var late = new ArrayList<Task<?>>();
        var time = clock.getAsLong();
        lock.lock();
        try {
            lines.values().forEach(line -> line.waiting.removeIf(task -> (time - task.since > bounds.longest().toNanos()
                    || !task.client.isConnected().getAsBoolean()) && late.add(task)));
            waiting -= late.size();
            ready.removeIf(line -> line.waiting.isEmpty());
            lines.values().removeIf(line -> line.isIdle() && (line.use() <= now || time - line.lastUsed() > MEMORY));
        } finally {
            lock.unlock();
        }
        late.forEach(task -> task.refuse("the request waited too long"));
    }

    /** Rejects all waiting requests, since nothing runs any more. */
    void close() {
        var left = new ArrayList<Task<?>>();
        lock.lock();
        try {
            lines.values().forEach(line -> {
                left.addAll(line.waiting);
                line.waiting.clear();
            });
            lines.clear();
            ready.clear();
            waiting = 0;
        } finally {
            lock.unlock();
        }
        left.forEach(task -> task.refuse("it is being stopped"));
    }

    /** {@return how many requests are waiting} */
    public int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
