package org.reelgraph.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Reelgraph answers at (\\S+)/graphql");
    private static final Map<String, String> SETTINGS = Map.of("MICRONAUT_SERVER_PORT", "-1", "REELGRAPH_ADMIN_EMAIL",
            Accounts.ADMIN, "REELGRAPH_ADMIN_PASSWORD", Accounts.PASSWORD, "REELGRAPH_SIGN_IN_HASH_MEMORY", "64",
            "REELGRAPH_SIGN_IN_HASH_ITERATIONS", "1", "REELGRAPH_RATE_MUTATIONS", "0", "REELGRAPH_RATE_QUERIES", "0",
            "REELGRAPH_JOB_HEARTBEAT", "100ms");

    private final Process process;
    private final URI uri;
    private final List<String> log;

    private ServerProcess(Process process, URI uri, List<String> log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** {@return a server that serves a data folder} */
    public static ServerProcess start(Path folder, Map<String, String> settings) throws IOException {
        return start(ProgramProcess.of(), folder, settings);
    }

    /** {@return a server that serves a data folder, of a program that is started otherwise} */
    public static ServerProcess start(ProcessBuilder program, Path folder, Map<String, String> settings)
            throws IOException {
        program.redirectErrorStream(true);
        program.environment().putAll(SETTINGS);
        program.environment().put("REELGRAPH_DATA_DIR", folder.toAbsolutePath().toString());
        TestDatabase.address(folder).ifPresent(address -> program.environment().put("REELGRAPH_DATABASE", address));
        program.environment().putAll(settings);
        var process = program.start();
        var log = new CopyOnWriteArrayList<String>();
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            log.add(line);
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofPlatform().daemon().start(() -> follow(out, log));
                return new ServerProcess(process, URI.create(address.group(1)), log);
            }
        }
        throw new IllegalStateException("The server didn't start: " + log);
    }

    private static void follow(BufferedReader out, List<String> log) {
        out.lines().forEach(log::add);
    }

    /** {@return its address} */
    public URI uri() {
        return uri;
    }

    /** {@return its id} */
    public long id() {
        return process.pid();
    }

    /** {@return what it has logged so far} */
    public List<String> log() {
        return log;
    }

    /** Kills it, as the operating system does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Has it stop; {@return its exit code} */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The server doesn't stop: " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            // onExit() would need a thread of the common pool, which may be waiting for this one.
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
