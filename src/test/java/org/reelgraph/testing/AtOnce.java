package org.reelgraph.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets several threads do something at the same moment. */
public final class AtOnce {

    private AtOnce() {
    }

    /** {@return what happened in so many threads that began at once} */
    public static <T> List<T> run(int threads, IntFunction<Callable<T>> work) throws Exception {
        var barrier = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var results = new ArrayList<T>();
            for (var result : executor.invokeAll(IntStream.range(0, threads).<Callable<T>>mapToObj(i -> () -> {
                barrier.await();
                return work.apply(i).call();
            }).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
