package org.reelgraph.imports.uploads;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Multipart;
import org.reelgraph.testing.Multipart.SentFile;
import org.reelgraph.testing.PackedFiles;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.testing.GraphQlClient.json;
import static org.reelgraph.testing.PackedFiles.add;
import static org.reelgraph.testing.PackedFiles.tar;
import static org.reelgraph.testing.PackedFiles.zip;

/** Imports of uploaded files. */
@Timeout(120)
class UploadTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ENTRIES = 20;
    private static final int MEGABYTES = 11;
    private static final String SERIES = """
                                         {"ratingKey": 7, "type": "tv", "title": "Packed", "year": 2001, "seasons": []}""";

    @Inject
    RetentionRunner retention;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.uploads.per-minute", "0", "reelgraph.rate.mutations", "0",
                "reelgraph.uploads.entries", Integer.toString(ENTRIES), "reelgraph.uploads.unpacked-megabytes",
                Integer.toString(MEGABYTES));
    }

    private static String movie(String key) {
        return "{\"kind\": \"MOVIE\", \"ratingKey\": \"" + key + "\", \"title\": \"M " + key + "\"}\n";
    }

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private JsonNode upload(Map<String, Object> options, SentFile... files) {
        var answer = json(Multipart.ofImport(options, List.of(files)).post(client()).body());
        assertThat(answer.path("errors")).isEmpty();
        return answer.at("/data/importLibrary");
    }

    private JsonNode imported(Map<String, Object> options, SentFile... files) {
        var payload = upload(options, files);
        assertThat(payload.get("userErrors")).isEmpty();
        return jobs().ended(payload.at("/job/id").asText());
    }

    private List<Path> kept() throws IOException {
        try (var folders = Files.list(folder().resolve("uploads"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d+")).toList();
        }
    }

    // After the commit that ends the job.
    private void awaitNothingKept() throws IOException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!kept().isEmpty()) {
            assertThat(Instant.now()).as("kept: %s", kept()).isBefore(deadline);
            Pause.briefly();
        }
    }

    @Test
    void givenAFile_whenUploaded_thenItIsImported_andNothingOfItStays() throws IOException {
        var job = imported(Map.of("source", "one"), SentFile.of("lines.jsonl", movie("a") + movie("b")));

        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("path").asText()).isEqualTo("lines.jsonl");
        assertThat(job.get("format").asText()).isEqualTo("JSON_LINES");
        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "CREATED");
        assertThat(Jobs.records(job).getFirst().get("file").asText()).isEqualTo("lines.jsonl");
        awaitNothingKept();
        var audited = client().data("{ auditLog(first: 50) { edges { node { action target label } } } }");
        assertThat(audited.findValues("node")).anySatisfy(entry -> assertThat(entry.toString())
                .contains("\"importLibrary\"", job.get("id").asText(), "lines.jsonl"));
    }

    @Test
    void givenTheSameFilesTwice_whenUploaded_thenNothingChangesTheSecondTime() {
        var files = new SentFile[]{SentFile.of("a.jsonl", movie("a")), SentFile.of("b.ndjson", movie("b"))};
        var first = imported(Map.of("source", "two"), files);
        var second = imported(Map.of("source", "two"), files);

        assertThat(first.get("path").asText()).isEqualTo("a.jsonl, b.ndjson");
        assertThat(Jobs.outcomes(first)).containsExactly("CREATED", "CREATED");
        assertThat(Jobs.outcomes(second)).containsExactly("UNCHANGED", "UNCHANGED");
    }

    @Test
    void givenManyFiles_whenUploaded_thenTheJobNamesTheFirst() {
        var job = imported(Map.of("source", "many"), IntStream.range(0, 5)
                .mapToObj(i -> SentFile.of("f" + i + ".jsonl", movie("m" + i))).toArray(SentFile[]::new));

        assertThat(job.get("path").asText()).isEqualTo("f0.jsonl, f1.jsonl, f2.jsonl and 2 more");
        assertThat(Jobs.records(job)).extracting(record -> record.get("file").asText()).hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void givenADryRun_whenUploaded_thenItTellsWhatWouldHappen_andNothingIsWritten() throws IOException {
        var dry = imported(Map.of("source", "dry", "dryRun", true), SentFile.of("a.jsonl", movie("a")));
        var real = imported(Map.of("source", "dry"), SentFile.of("a.jsonl", movie("a")));

        assertThat(Jobs.outcomes(dry)).isEqualTo(Jobs.outcomes(real)).containsExactly("CREATED");
        assertThat(dry.at("/records/edges/0/node/media/id").isMissingNode()).isTrue();
        awaitNothingKept();
    }

    static Stream<Arguments> exports() {
        var files = new String[]{"series/series_index.json", "[" + SERIES + "]", "series/details/7.json", SERIES,
                "movies/movies.json", "[]"};
        var below = IntStream.range(0, files.length)
                .mapToObj(i -> i % 2 == 0 ? "plex-export/" + files[i] : files[i]).toArray(String[]::new);
        var dotted = IntStream.range(0, files.length).mapToObj(i -> i % 2 == 0 ? "./" + files[i] : files[i])
                .toArray(String[]::new);
        return Stream.of(arguments("a.zip", zip(files)), arguments("b.zip", zip(below)),
                arguments("c.tar.gz", tar(files)), arguments("d.tgz", tar(below)), arguments("e", tar(dotted)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void givenAnExport_whenUploadedAsAnArchive_thenItIsImportedAsTheFolderWouldBe(String name, byte[] archive)
            throws IOException {
        var job = imported(Map.of("source", name), new SentFile(name, archive));

        assertThat(job.get("format").asText()).isEqualTo("PLEX_EXPORTER");
        assertThat(job.get("path").asText()).isEqualTo(name);
        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Jobs.records(job).getFirst().get("file").asText()).isEqualTo("series/details/7.json");
        awaitNothingKept();
    }

    private void isRefused(SentFile file, String code, String... words) throws IOException {
        var payload = upload(Map.of(), file);

        assertThat(payload.get("job").isNull()).isTrue();
        assertThat(Imports.errors(payload)).containsExactly(code + " at input.files");
        assertThat(payload.at("/userErrors/0/message").asText()).contains(words).doesNotContain(folder().toString(),
                "receiving");
        assertThat(kept()).isEmpty();
        assertThat(folder().resolve("x.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.json", "a/../../x.json", "..", "/x.json", "/etc/x.json", "C:/x.json", "c:x.json",
            "a\\b.json", "..\\x.json", "a\u0001.json", "a\u0000.json", "a\n.json"})
    void givenAPathThatLeadsElsewhere_whenAnArchiveHasIt_thenItIsRefused(String path) throws IOException {
        // Whoever makes the archive here would take backslashes for separators.
        var harmless = path.replace('\\', '|');
        var archive = new String(zip("series/fine.json", "[]", harmless, "[]"), ISO_8859_1).replace(harmless, path)
                .getBytes(ISO_8859_1);
        isRefused(new SentFile("t.zip", archive), "OUTSIDE_FOLDER", "'t.zip' can't be imported: its entry '");
        if (!path.contains("\u0000")) {
            isRefused(new SentFile("t.tar.gz", tar("series/fine.json", "[]", path, "[]")), "OUTSIDE_FOLDER",
                    "'t.tar.gz' can't be imported: its entry '");
        }
    }

    private static byte[] special(byte type) {
        return tar(tar -> {
            var entry = new TarArchiveEntry("special.json", type);
            if (type == TarConstants.LF_SYMLINK || type == TarConstants.LF_LINK) {
                entry.setLinkName("/etc/passwd");
            }
            add(tar, entry, new byte[0]);
        });
    }

    private static byte[] zipWith(int mode) {
        return zip(zip -> {
            var entry = new ZipArchiveEntry("special.json");
            entry.setUnixMode(mode);
            add(zip, entry, "/etc/passwd".getBytes(UTF_8));
        });
    }

    // The flag stands in both headers.
    private static byte[] encrypted() {
        var bytes = zip("secret.json", "[]");
        bytes[6] |= 1;
        bytes[new String(bytes, ISO_8859_1).indexOf("PK\1\2") + 8] |= 1;
        return bytes;
    }

    private static byte[] damaged() {
        var content = "[\"" + "Harbour Lights ".repeat(3) + "\"]";
        var bytes = zip(zip -> {
            var entry = new ZipArchiveEntry("broken.json");
            zip.setMethod(ZipArchiveEntry.STORED);
            entry.setMethod(ZipArchiveEntry.STORED);
            entry.setSize(content.length());
            var crc = new CRC32();
            crc.update(content.getBytes(UTF_8));
            entry.setCrc(crc.getValue());
            add(zip, entry, content.getBytes(UTF_8));
        });
        bytes[new String(bytes, ISO_8859_1).indexOf("Harbour")] ^= 1;
        return bytes;
    }

    private static String[] many() {
        return IntStream.range(0, ENTRIES + 1).boxed().flatMap(i -> Stream.of(i + ".json", "[]"))
                .toArray(String[]::new);
    }

    private static byte[] random(int bytes) {
        var content = new byte[bytes];
        new Random(1).nextBytes(content);
        return content;
    }

    static Stream<Arguments> refused() {
        var zeros = new byte[15_000_000];
        var whole = zip("a.json", "[]");
        var tar = tar("a.json", "[" + "1,".repeat(1_000) + "1]");
        return Stream.of(arguments("t.tar.gz", special(TarConstants.LF_SYMLINK), "INVALID", "'special.json' is a link"),
                arguments("t.tar.gz", special(TarConstants.LF_LINK), "INVALID", "'special.json' is a link"),
                arguments("t.tar.gz", special(TarConstants.LF_FIFO), "INVALID", "is no ordinary file"),
                arguments("t.tar.gz", special(TarConstants.LF_BLK), "INVALID", "is no ordinary file"),
                arguments("t.zip", zipWith(0120777), "INVALID", "'special.json' is a link"),
                arguments("t.zip", zipWith(0010666), "INVALID", "is no ordinary file"),
                arguments("t.zip", encrypted(), "INVALID", "'secret.json' is encrypted"),
                arguments("t.zip", damaged(), "INVALID", "'broken.json' is damaged"),
                arguments("t.zip", zip("a.json", "[]", "a.json", "[]"), "INVALID", "'a.json' is in it twice"),
                arguments("t.tar.gz", tar("a.json", "[]", "./a.json", "[]"), "INVALID", "'./a.json' is in it twice"),
                arguments("t.zip", zip("a", "[]", "a/b.json", "[]"), "INVALID", "'a/b.json' is a file and a folder"),
                arguments("t.zip", zip("in.zip", new String(whole, ISO_8859_1)),
                        "INVALID", "'in.zip' is itself an archive"),
                arguments("t.tar.gz", tar("in.tar", "a.json"), "INVALID", "'in.tar' is itself an archive"),
                arguments("t.zip", zip(zip -> add(zip, new ZipArchiveEntry("in.gz"), tar)), "INVALID",
                        "'in.gz' is itself an archive or compressed"),
                arguments("t.zip", zip(zip -> add(zip, new ZipArchiveEntry("bomb.json"), zeros)), "INVALID",
                        "'bomb.json' becomes so large"),
                arguments("t.tar.gz", tar(archive -> {
                    var entry = new TarArchiveEntry("bomb.json");
                    entry.setSize(zeros.length);
                    add(archive, entry, zeros);
                }), "INVALID", "'bomb.json' becomes so large"),
                arguments("t.zip",
                        zip(zip -> add(zip, new ZipArchiveEntry("large.json"), random(MEGABYTES * 1_000_000 + 1))),
                        "OUT_OF_RANGE", "more than 11000000 bytes"),
                arguments("t.zip", zip(many()), "TOO_MANY", "more than 20 files and folders"),
                arguments("t.tar.gz", tar(many()), "TOO_MANY", "more than 20 files and folders"),
                arguments("t.tar.gz", tar(archive -> {
                    var name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
                    name.setSize(2_000_000);
                    add(archive, name, "x".repeat(2_000_000).getBytes(UTF_8));
                }), "UNREADABLE", "'t.tar.gz' can't be unpacked"),
                arguments("t.zip", zip("a/".repeat(30) + "b.json", "[]"), "OUTSIDE_FOLDER", "has a longer path"),
                arguments("t.zip", Arrays.copyOf(whole, whole.length - 30), "UNREADABLE", "'t.zip' can't be unpacked"),
                arguments("t.zip", zip(), "UNREADABLE", "'t.zip' can't be unpacked: there are no files in it"),
                arguments("t.tar.gz", Arrays.copyOf(tar, tar.length / 2), "UNREADABLE",
                        "'t.tar.gz' can't be unpacked"),
                arguments("t.tar.gz", Arrays.copyOf(tar, tar.length - 4), "UNREADABLE",
                        "'t.tar.gz' can't be unpacked"),
                arguments("t.7z", new byte[]{0x37, 0x7a, (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0}, "INVALID",
                        "'t.7z' is neither a zip archive nor a tar"),
                arguments("t.zip", zip("notes.txt", "Nothing"), "NOT_FOUND", "There is no file to import", "'t.zip'"),
                arguments("notes.txt", "Nothing".getBytes(UTF_8), "INVALID",
                        "'notes.txt' is no archive, and has a name that tells"),
                arguments("../x.json", "[]".getBytes(UTF_8), "INVALID", "'../x.json' leads out of its folder"),
                arguments("a/x.json", "[]".getBytes(UTF_8), "INVALID", "'a/x.json' has a slash"),
                arguments("x.json", "{".getBytes(UTF_8), "UNKNOWN_FORMAT", "x.json"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void givenWhatIsNoExport_whenUploaded_thenTheErrorSaysWhatIsWrongAndWhere(String name, byte[] content, String code,
            String words) throws IOException {
        isRefused(new SentFile(name, content), code, words);
    }

    @Test
    void givenSeveralFiles_whenTheyDontBelongTogether_thenTheyAreRefused() {
        var movie = SentFile.of("a.jsonl", movie("a"));
        var archive = new SentFile("t.zip", zip("a.json", "[]"));

        for (var files : List.of(new SentFile[]{movie, archive}, new SentFile[]{archive, movie},
                new SentFile[]{archive, archive})) {
            assertThat(upload(Map.of(), files).at("/userErrors/0/message").asText())
                    .isEqualTo("The file 't.zip' is an archive, which has to come alone.");
        }
        assertThat(upload(Map.of(), movie, movie).at("/userErrors/0/message").asText())
                .isEqualTo("The file 'a.jsonl' has the name of another one.");
    }

    @Test
    void givenBothAPathAndFiles_orNeither_whenImported_thenOneIsAskedFor() {
        var both = upload(Map.of("path", "."), SentFile.of("a.jsonl", movie("a")));

        assertThat(Imports.errors(both)).containsExactly("INVALID at input.files");
        assertThat(Imports.errors(jobs().start(Map.of()))).containsExactly("REQUIRED at input.path");
        assertThat(Imports.errors(jobs().start(Map.of("files", List.of())))).containsExactly("REQUIRED at input.path");
    }

    @Test
    void givenASchedule_whenItsWorkHasFiles_thenItIsRefused() {
        var mutation = """
                       mutation($f: [Upload!]) { createSchedule(input: {name: "n", cron: "0 3 * * *",
                         work: {import: {path: ".", files: $f}}}) { schedule { id } userErrors { code message path } } }""";
        var answer = json(new Multipart()
                .part("operations",
                        GraphQlClient.write(Map.of("query", mutation, "variables",
                                Trees.object("f", Arrays.asList((Object) null)))))
                .part("map", "{\"a\": [\"variables.f.0\"]}").file("a", "a.jsonl", movie("a").getBytes(UTF_8))
                .post(client()).body());

        assertThat(Imports.errors(answer.at("/data/createSchedule")))
                .contains("INVALID at input.work.import.files");
    }

    @Test
    void givenAnImportThatFails_whenItIsRetried_thenItHasItsFiles_untilTheyWereKeptForLongEnough() throws IOException {
        var failed = imported(Map.of("source", "retry"),
                SentFile.of("a.jsonl", movie("a") + "{\"kind\": \"MOVIE\"}\n"));
        assertThat(failed.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");

        var again = retried(failed);
        retention.removeOld();
        assertThat(again.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(Jobs.outcomes(again)).containsExactly("FAILED");
        assertThat(kept()).hasSize(1);

        Files.setLastModifiedTime(kept().getFirst(), FileTime.from(Instant.EPOCH));
        retention.removeOld();
        assertThat(kept()).isEmpty();
        var late = retried(failed);
        assertThat(late.get("status").asText()).isEqualTo("FAILED");
        assertThat(late.get("error").asText()).startsWith("The uploaded files are no longer there");
    }

    private JsonNode retried(JsonNode job) {
        var retry = client().data(
                "mutation($id: ID!) { retryJob(input: {id: $id}) { job { id } userErrors { message } } }",
                Map.of("id", job.get("id").asText()));
        return jobs().ended(retry.at("/retryJob/job/id").asText());
    }
}
