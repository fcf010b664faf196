package org.reelgraph.training;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.reelgraph.storage.FileTree;

/**
 * Makes the AOT cache: runs the program in a process of its own, which has exercises to do, and has the JVM keep what it
 * learns (JEP 514). The process gets the options of this JVM, since a JVM with other ones may refuse the cache.
 *
 * @param jar the jar that the cache is for
 */
public record Training(Path jar) {

    private static final String RUN = "org.reelgraph.TrainingRun";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int TOLD_LINES = 20;
    // Of one process only, or what keeps a JVM from making a cache.
    private static final List<String> KEPT_FROM_IT = List.of("-XX:AOT", "-javaagent:", "-agentlib:", "-agentpath:");
    // No settings: the training must not find the library of whoever starts it.
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot",
            "TEMP",
            "TMP");

    /**
     * Makes the cache, and puts it in the place of an earlier one.
     *
     * @return where it is
     * @throws TrainingException if there is none; an earlier one is there still
     */
    public Path makeCache() throws TrainingException, InterruptedException {
        var cache = AotCache.of(jar);
        try {
            var folder = Files.createTempDirectory(cache.toAbsolutePath().getParent(), "training");
            try {
                var draft = folder.resolve(cache.getFileName());
                run(folder, draft);
                return Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                FileTree.delete(folder);
            }
        } catch (IOException e) {
            throw new TrainingException("The AOT cache can't be made: " + e);
        }
    }

    private void run(Path folder, Path cache) throws IOException, InterruptedException, TrainingException {
        var log = folder.resolve("log");
        var program = new ProcessBuilder(command(cache, folder)).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        program.environment().keySet().retainAll(ENVIRONMENT);
        program.environment().putAll(settings(folder));
        var process = program.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw failed("It takes more than " + PATIENCE.toMinutes() + " minutes", log);
            }
            if (process.exitValue() != 0 || !Files.exists(cache)) {
                throw failed("It ended with " + process.exitValue() + (Files.exists(cache) ? "" : " and no cache"),
                        log);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private List<String> command(Path cache, Path folder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> KEPT_FROM_IT.stream().noneMatch(option::startsWith)).forEach(command::add);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache.toAbsolutePath(), "-cp", jar.toAbsolutePath().toString(),
                RUN, folder.toString()));
        return command;
    }

    private static Map<String, String> settings(Path folder) {
        return Map.of("REELGRAPH_DATA_DIR", folder.resolve("data").toString(), "MICRONAUT_SERVER_PORT", "0",
                "REELGRAPH_ADMIN_EMAIL", Exercises.ADMIN, "REELGRAPH_ADMIN_PASSWORD", Exercises.PASSWORD,
                "REELGRAPH_RATE_MUTATIONS", "0", "REELGRAPH_DURABILITY", "normal");
    }

    private static TrainingException failed(String reason, Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            var last = all.subList(Math.max(0, all.size() - TOLD_LINES), all.size());
            return new TrainingException("The training run failed. " + reason + ". Its last lines:"
                    + System.lineSeparator() + String.join(System.lineSeparator(), last));
        }
    }
}
