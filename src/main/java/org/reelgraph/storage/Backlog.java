package org.reelgraph.storage;

import jakarta.inject.Singleton;
import java.util.List;

/** All that is put off. */
@Singleton
class Backlog {

    private final List<PutOffWork> works;

    Backlog(List<PutOffWork> works) {
        this.works = works;
    }

    /** {@return whether there may be any} */
    boolean isDue() {
        return works.stream().anyMatch(PutOffWork::isDue);
    }

    /** {@return notes that nothing of what is put off so far is left} */
    Runnable completion() {
        var completions = works.stream().map(PutOffWork::completion).toList();
        return () -> completions.forEach(Runnable::run);
    }

    /**
     * Does some of it in the transaction that there is.
     *
     * @return whether there was any
     */
    boolean doSome() {
        return works.stream().filter(PutOffWork::isDue).anyMatch(PutOffWork::doSome);
    }
}
