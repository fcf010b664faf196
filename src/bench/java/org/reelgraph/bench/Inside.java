package org.reelgraph.bench;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.reelgraph.graphql.http.Answers;
import org.reelgraph.graphql.schema.GlobalId;

/** Measures Reelgraph from the inside: from the request's text to the response's bytes, without HTTP, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
public class Inside {

    @Param({"W1", "W2"})
    Workload workload;
    @Param("")
    String folder;

    private ApplicationContext context;
    private Answers answers;
    private String document;
    private PreparedStatement floor;
    private Store store;
    private Iterator<Long> ids;

    static void run(Path folder) throws RunnerException {
        new Runner(new OptionsBuilder().include(Inside.class.getName()).param("folder", folder.toString())
                .jvmArgs(Subject.JVM_OPTIONS.toArray(String[]::new)).addProfiler(GCProfiler.class).build()).run();
    }

    @Setup
    public void start() {
        context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder, "test.count-statements", "false"));
        answers = context.getBean(Answers.class);
        document = workload.document();
        floor = Floor.prepared(Floor.url(folder + "/reelgraph.db")).get(workload);
        store = Store.in(Path.of(folder));
        ids = store.ids().iterator();
    }

    @TearDown
    public void stop() throws SQLException {
        floor.getConnection().close();
        context.close();
    }

    @Benchmark
    public byte[] reelgraph() {
        return answers.of(document, Map.of("id", GlobalId.of("series", next())));
    }

    @Benchmark
    public byte[] floor() throws SQLException {
        return Floor.answer(floor, next());
    }

    private long next() {
        if (!ids.hasNext()) {
            ids = store.ids().iterator();
        }
        return ids.next();
    }
}
