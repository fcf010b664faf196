package org.reelgraph.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.reelgraph.storage.WriteTransactions;

/** Holds the database that is written to until it is closed, as a long transaction of somebody else does. */
public final class HeldWriter implements AutoCloseable {

    private final CountDownLatch isHeld = new CountDownLatch(1);
    private final CountDownLatch isFree = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private HeldWriter() {
    }

    /** {@return the transaction, which has begun} */
    public static HeldWriter hold(WriteTransactions transactions) throws InterruptedException {
        return hold(transactions, () -> {
        });
    }

    /** {@return the transaction, which has begun with something} */
    public static HeldWriter hold(WriteTransactions transactions, Runnable first) throws InterruptedException {
        var writer = new HeldWriter();
        Thread.ofPlatform().daemon().start(() -> writer.run(transactions, first));
        writer.isHeld.await();
        return writer;
    }

    private void run(WriteTransactions transactions, Runnable first) {
        try {
            transactions.within(() -> {
                first.run();
                isHeld.countDown();
                return await(isFree);
            });
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
            isHeld.countDown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the transaction, and returns once it has. It must not have failed. */
    @Override
    public void close() {
        isFree.countDown();
        ended.join();
    }
}
