package org.reelgraph.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait to be committed together, one of which leads a group. As many as there were in the group before
 * are waited for a moment, because clients that have just been answered soon ask for more. A thread that works alone
 * waits for nobody.
 */
final class GroupQueue {

    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Queue<GroupMember<?>> waiting = new ArrayDeque<>();
    private boolean isLed;
    private int before = 1;

    /** @param patience how long a group waits for another member */
    GroupQueue(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** {@return whether this member's thread is to lead a group now; if not, it waits} */
    boolean enter(GroupMember<?> member) {
        lock.lock();
        try {
            if (isLed) {
                waiting.add(member);
                arrival.signal();
                return false;
            }
            isLed = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the next one for a group that has this many members; null if the group is to be committed} */
    @Nullable
    GroupMember<?> next(int members) {
        lock.lock();
        try {
            awaitArrival(members);
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitArrival(int members) {
        try {
            for (var left = patience; waiting.isEmpty() && members < before && left > 0;) {
                left = arrival.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a group of this many members and has the next one led, by the thread that has waited longest. */
    void handOver(int members) {
        lock.lock();
        try {
            before = members;
            var next = waiting.poll();
            isLed = next != null;
            if (next != null) {
                next.lead();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many threads lead a group or wait for their turn} */
    int size() {
        lock.lock();
        try {
            return waiting.size() + (isLed ? 1 : 0);
        } finally {
            lock.unlock();
        }
    }
}
