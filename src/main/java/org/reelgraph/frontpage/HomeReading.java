package org.reelgraph.frontpage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the rows of one page have read together. */
public final class HomeReading {

    private final Map<Class<?>, Object> known = new HashMap<>();

    HomeReading() {
    }

    /**
     * {@return what several rows need, which is read once}
     *
     * @param what the class by which it is known
     */
    @SuppressWarnings("unchecked") // nothing else is known by the class
    public <T> T once(Class<?> what, Supplier<T> read) {
        return (T) known.computeIfAbsent(what, absent -> read.get());
    }
}
