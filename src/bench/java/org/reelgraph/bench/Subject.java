package org.reelgraph.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.reelgraph.testing.Accounts;

/** A server in a process of its own. */
final class Subject implements AutoCloseable {

    /** The options that the README recommends. */
    static final List<String> JVM_OPTIONS = List.of("-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private Subject(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@return Reelgraph as built, with this data folder} */
    static Subject reelgraph(Path data) {
        return reelgraph(data, JVM_OPTIONS, Map.of());
    }

    /** {@return the same with other options of the JVM and further settings} */
    static Subject reelgraph(Path data, List<String> options, Map<String, String> settings) {
        var port = freePort();
        var server = new ProcessBuilder(java(options, "-jar", "target/reelgraph.jar"));
        server.environment().putAll(settings);
        server.environment().put("REELGRAPH_DATA_DIR", data.toString());
        server.environment().put("REELGRAPH_CACHE", "off");
        server.environment().put("REELGRAPH_ADMIN_EMAIL", Accounts.ADMIN);
        server.environment().put("REELGRAPH_ADMIN_PASSWORD", Accounts.PASSWORD);
        server.environment().put("MICRONAUT_SERVER_PORT", "" + port);
        return started(server, port);
    }

    /** {@return the floor with a data folder's database} */
    static Subject floor(Path data) {
        var port = freePort();
        return started(new ProcessBuilder(java(JVM_OPTIONS, "-cp", System.getProperty("java.class.path"),
                Floor.class.getName(), data.resolve("reelgraph.db").toString(), "" + port)), port);
    }

    int port() {
        return port;
    }

    /** {@return the CPU time of its threads so far} */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** {@return the most memory that it has had resident, in KiB} Known on Linux only. */
    long mostResident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst().orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** {@return a command for this process's own Java} */
    static List<String> java(List<String> options, String... arguments) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Subject started(ProcessBuilder builder, int port) {
        try {
            var log = new File("target/bench/" + port + ".log");
            var subject = new Subject(builder.redirectErrorStream(true).redirectOutput(log).start(), port);
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!subject.answers()) {
                if (!subject.process.isAlive() || System.nanoTime() > end) {
                    subject.close();
                    throw new IllegalStateException("The server didn't start; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return subject;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /W1/0 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
