package org.reelgraph.commands;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does to a command, or a request to end: its job is cancelled, and the command has some seconds to tell how
 * that ended. Close it as soon as the command no longer needs this.
 */
final class Interruption implements AutoCloseable {

    private static final int SECONDS_TO_STOP = 8;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable cancel) {
        hook = new Thread(() -> stop(cancel));
    }

    /** {@return what cancels the command's job if the program is told to end} */
    static Interruption by(Runnable cancel) {
        var interruption = new Interruption(cancel);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(Runnable cancel) {
        cancel.run();
        try {
            over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already.
        }
    }
}
