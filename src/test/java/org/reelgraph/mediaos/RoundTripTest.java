package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.reelgraph.mediaos.entries.FileRendering;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.files.Layout;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each file of MediaOS is imported and written again, with members at random that nobody knows, in any order: what is written
 * means the same. A file has an example in {@code mediaos/<name>.json}, whose secrets are encrypted with {@code the key}.
 */
@Tag("database")
class RoundTripTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String KEY = "the key";

    private static Path folder;
    private static EmbeddedServer server;
    private static GraphQlClient admin;

    @BeforeContainer
    static void start() {
        folder = ServerTest.newFolder("RoundTripTest");
        TestDatabase.create(folder);
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.put("reelgraph.data-dir", folder.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("reelgraph.rate.mutations", "0");
        server = ApplicationContext.run(EmbeddedServer.class, settings);
        admin = Accounts.admin(server.getURI());
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Provide
    Arbitrary<JsonNode> values() {
        var nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                Arbitraries.strings().excludeChars('\u0000').ofMaxLength(8).filter(RoundTripTest::isText)
                        .map(text -> nodes.textNode(text)),
                Arbitraries.longs().map(number -> nodes.numberNode(number.longValue())),
                Arbitraries.bigDecimals().ofScale(3).map(number -> DecimalNode.valueOf(number)),
                Arbitraries.of(true, false).map(value -> nodes.booleanNode(value.booleanValue())),
                Arbitraries.just(nodes.nullNode()));
        return Arbitraries.recursive(() -> scalars, inner -> Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(items -> (JsonNode) nodes.arrayNode().addAll(items)),
                Arbitraries.maps(names(), inner).ofMaxSize(3).map(RoundTripTest::object)), 0, 2);
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        var object = JsonNodeFactory.instance.objectNode();
        object.setAll(members);
        return object;
    }

    private static boolean isText(String text) {
        return text.chars().noneMatch(each -> Character.isSurrogate((char) each));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6).map(name -> "x-" + name);
    }

    @Provide
    Arbitrary<List<Map.Entry<String, JsonNode>>> further() {
        return Arbitraries.entries(names(), values()).list().ofMaxSize(8)
                .map(entries -> entries.stream().<Map.Entry<String, JsonNode>>map(entry -> entry).toList());
    }

    @Property(tries = 15)
    void whatIsWrittenMeansTheSame(@ForAll("further") List<Map.Entry<String, JsonNode>> further, @ForAll long seed) {
        var files = server.getApplicationContext().getBean(MediaOsFiles.class).all();
        var jobs = new Jobs(admin, folder);
        var expected = new HashMap<String, JsonNode>();
        for (var file : files) {
            var tree = varied(file.layout(), example(file), further, new Random(seed));
            expected.put(file.name(), tree);
            jobs.file("random/" + file.name() + ".json", tree.toString());
        }
        var payload = admin.data("mutation($key: String!) { importMediaOs(input: {path: \"random\", key: $key}) {"
                + " job { id } userErrors { message } } }", Map.of("key", KEY)).get("importMediaOs");

        var job = jobs.ended(payload.at("/job/id").asText());

        assertThat(job.at("/status").asText()).as(job.toPrettyString()).isEqualTo("SUCCEEDED");
        expected.forEach((name, tree) -> assertThat(canonical(written(files, name))).as(name)
                .isEqualTo(canonical(tree)));
    }

    private static ObjectNode example(MediaOsFile<?> file) {
        try (var bytes = RoundTripTest.class.getResourceAsStream("/mediaos/" + file.name() + ".json")) {
            assertThat(bytes).as("an example of " + file.name() + ".json in src/test/resources/mediaos").isNotNull();
            return (ObjectNode) JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode varied(Layout layout, ObjectNode root, List<Map.Entry<String, JsonNode>> further,
            Random random) {
        if (layout.whole()) {
            return shuffled(root, further, random);
        }
        // In a file of nothing but entries, a further member would be one.
        var isOpen = layout.list().isPresent();
        var changed = shuffled(root, isOpen ? further : List.of(), random);
        layout.list().ifPresent(list -> {
            var items = changed.putArray(list);
            root.path(list).forEach(item -> items.add(shuffled((ObjectNode) item, further, random)));
        });
        root.properties().stream().filter(member -> layout.isEntry(member.getKey()))
                .forEach(member -> changed.set(member.getKey(),
                        shuffled((ObjectNode) member.getValue(), further, random)));
        return changed;
    }

    private static ObjectNode shuffled(ObjectNode object, List<Map.Entry<String, JsonNode>> further, Random random) {
        var members = new HashMap<>(object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        further.stream().filter(any -> random.nextBoolean())
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        var names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        var shuffled = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> shuffled.set(name, members.get(name)));
        return shuffled;
    }

    private static JsonNode written(List<MediaOsFile<?>> files, String name) {
        var context = server.getApplicationContext();
        var file = files.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        return context.getBean(WriteTransactions.class).within(() -> {
            var bytes = new ByteArrayOutputStream();
            try {
                context.getBean(FileRendering.class).render(file, Optional.empty(), bytes);
                return without(name, JSON.readTree(bytes.toByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // The admin of the test is a user, too.
    private static JsonNode without(String name, JsonNode tree) {
        if (name.equals("users")) {
            ((ObjectNode) tree).properties()
                    .removeIf(user -> user.getValue().path("email").asText().equals(Accounts.ADMIN));
        }
        return tree;
    }

    private static Object canonical(JsonNode node) {
        if (node.isNumber()) {
            return new BigDecimal(node.asText()).stripTrailingZeros();
        }
        if (node.isArray()) {
            var items = new ArrayList<Object>();
            node.forEach(item -> items.add(canonical(item)));
            return items;
        }
        if (node.isObject()) {
            var members = new HashMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            return members;
        }
        return node;
    }
}
