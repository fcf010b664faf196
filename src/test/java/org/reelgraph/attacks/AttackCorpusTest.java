package org.reelgraph.attacks;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each attack of the corpus, on a server with little memory: it is refused as it deserves, one after the other and several
 * at a time, others are served meanwhile, and the server holds no more memory afterwards. How long each refusal took is
 * told in {@code target/attacks.md}.
 */
@Tag("database")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/attacks");
    private static final int AT_ONCE = 3;
    // The server keeps documents, quotas and the like, all of them bounded.
    private static final long MOST_KEPT = 40 << 20;
    private static final String TOO_MANY_SOCKETS = "closes 1013";
    private static final String OVERLOADED = "503 OVERLOADED";
    private static final String BESIDE = "{ allMovies { totalCount } }";
    private static final String TRUSTED = "{ __typename }";
    private static final List<String> JVM = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
            "-XX:MaxDirectMemorySize=32m", "-Dio.netty.maxDirectMemory=33554432");
    private static final Map<String, String> SETTINGS = Map.of("REELGRAPH_DEMO", "true", "REELGRAPH_LIMITS_STALL", "1s",
            "REELGRAPH_SUBSCRIPTIONS_INIT_WAIT", "3s", "REELGRAPH_SUBSCRIPTIONS_PING", "2s",
            "REELGRAPH_SUBSCRIPTIONS_STREAMS_OF_ONE", "20");

    private record Server(ServerProcess process, MemoryMXBean memory, GraphQlClient other) {

        long live() {
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        }

        List<String> errors() {
            return process.log().stream().filter(line -> line.contains(" ERROR ")).toList();
        }
    }

    private record Row(Attack attack, String verdict, Duration time, long kept) {
    }

    private final Map<String, Server> servers = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final List<Row> table = new ArrayList<>();

    static Stream<Attack> attacks() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.sorted().flatMap(AttackCorpusTest::attacks)
                    .filter(attack -> attack.name().contains(System.getProperty("attack", ""))).toList().stream();
        }
    }

    private static Stream<Attack> attacks(Path file) {
        try (var rows = Files.newBufferedReader(file)) {
            List<Map<String, Object>> attacks = new Yaml().load(rows);
            return attacks.stream().map(row -> row.containsKey("frames") ? SocketAttack.of(row) : HttpAttack.of(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void start() throws Exception {
        servers.put("open", started(Map.of()));
        var manifest = ServerTest.newFolder("manifest").resolve("manifest.json").toAbsolutePath();
        Files.writeString(manifest, GraphQlClient.write(Map.of("name", TRUSTED, "beside", BESIDE)));
        servers.put("trusted", started(Map.of("REELGRAPH_DOCUMENTS", "trusted", "REELGRAPH_DOCUMENTS_MANIFEST",
                manifest.toString())));
        servers.forEach((name, server) -> {
            assertServed(server);
            held.put(name, server.live());
        });
    }

    private static Server started(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        var program = ProgramProcess.of();
        program.command().addAll(1, JVM);
        var process = ServerProcess.start(program, ServerTest.newFolder("attacks"), settings);
        return new Server(process, memory(process.id()), new GraphQlClient(process.uri()));
    }

    private static MemoryMXBean memory(long process) throws Exception {
        var machine = VirtualMachine.attach(String.valueOf(process));
        try {
            var connection = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))
                    .getMBeanServerConnection();
            return ManagementFactory.newPlatformMXBeanProxy(connection, ManagementFactory.MEMORY_MXBEAN_NAME,
                    MemoryMXBean.class);
        } finally {
            machine.detach();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void givenAnAttack_whenItComes_thenItIsRefusedAndCostsNothing(Attack attack) throws Exception {
        var server = servers.get(attack.server());
        var begun = System.nanoTime();

        var outcome = done(attack, server);

        var time = Duration.ofNanos(System.nanoTime() - begun);
        assertDeserved(attack, outcome);
        if (!attack.isSlow()) {
            for (var each : atOnce(attack, server)) {
                assertDeserved(attack, each);
            }
        }
        assertServed(server);
        assertThat(server.errors()).as("errors logged").isEmpty();
        var kept = server.live() - held.get(attack.server());
        table.add(new Row(attack, outcome.verdict(), time, kept));
        assertThat(kept).as("bytes kept since the first attack").isLessThan(MOST_KEPT);
    }

    // The sockets of the attack before may still count for a moment.
    private static Attack.Outcome done(Attack attack, Server server) throws IOException {
        var outcome = attack.run(server.process().uri());
        while (outcome.verdict().startsWith(TOO_MANY_SOCKETS) && !TOO_MANY_SOCKETS.equals(attack.deserved())) {
            Pause.briefly();
            outcome = attack.run(server.process().uri());
        }
        return outcome;
    }

    private static List<Attack.Outcome> atOnce(Attack attack, Server server) {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, AT_ONCE).mapToObj(any -> clients
                    .submit(() -> done(attack, server))).toList();
            assertServed(server);
            return outcomes.stream().map(outcome -> {
                try {
                    return outcome.get();
                } catch (Exception e) {
                    throw new AssertionError(attack.name(), e);
                }
            }).toList();
        }
    }

    // Several at a time may also be refused because the server has enough to do.
    private static void assertDeserved(Attack attack, Attack.Outcome outcome) {
        if (!outcome.verdict().equals(OVERLOADED)) {
            assertThat(outcome.verdict()).as("what became of it: %.500s", outcome.said()).startsWith(attack.deserved());
            assertThat(outcome.said()).contains(attack.tells());
        }
    }

    private static void assertServed(Server server) {
        assertThat(server.other().data(BESIDE).at("/allMovies/totalCount").asInt()).as("a query beside").isPositive();
    }

    @AfterAll
    void tell() throws IOException {
        for (var server : servers.values()) {
            server.process().close();
        }
        var lines = table.stream().map(row -> String.format(Locale.ENGLISH, "| %s | %s | %,.1f ms | %,d KB |",
                row.attack().name(), row.verdict(), row.time().toNanos() / 1e6, row.kept() / 1024));
        Files.write(Path.of("target/attacks.md"), Stream.concat(
                Stream.of("| attack | answer | time to refusal | heap kept since the first |", "|---|---|--:|--:|"),
                lines).toList());
    }
}
