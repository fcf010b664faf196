package org.reelgraph.backups;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class BackupTransferTest extends ServerTest {

    private static final String DOWNLOADS = """
                                            { downloadAudit(first: 20) { totalCount edges { node { actor user { email }
                                              isByLink address target fileName downloadOutcome sentBytes finishedAt } } } }""";
    private static final String LINK = "mutation($id: ID!) { createDownloadLink(input: {id: $id}) { url expiresAt"
            + " userErrors { code path } } }";

    private GraphQlClient moderator;
    private String name = "";
    private String id = "";
    private byte[] content = {};

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0", "reelgraph.rate.queries", "0", "reelgraph.trusted-proxies",
                "127.0.0.1", "reelgraph.limits.body", "2000", "reelgraph.limits.import-body", "3000",
                "reelgraph.backup.upload-megabytes", "1");
    }

    @BeforeAll
    void makeBackup() throws IOException {
        moderator = anonymous().with(Accounts.newKey(client(), Role.MODERATOR));
        name = Archives.create(client(), folder());
        content = Files.readAllBytes(file(name));
        id = list("first: 1").findValue("id").asText();
    }

    private Path file(String of) {
        return folder().resolve("backups").resolve(of);
    }

    private JsonNode list(String page) {
        return client().data("{ backups(" + page + ") { edges { cursor node { id fileName } } } }");
    }

    private static String nameOf(int number) {
        return "reelgraph-20210101-000000-%03d-manual.backup".formatted(number);
    }

    private List<JsonNode> downloads() {
        return client().data(DOWNLOADS).findValues("node");
    }

    // It is recorded once the connection is done with it.
    private JsonNode ended(int newest) throws InterruptedException {
        while (downloads().get(newest).get("finishedAt").isNull()) {
            Pause.briefly();
        }
        return downloads().get(newest);
    }

    private String url() {
        return client().data("query($id: ID!) { node(id: $id) { ... on Backup { downloadUrl } } }", Map.of("id", id))
                .findValue("downloadUrl").asText();
    }

    @Test
    void givenABackup_whenAnAdminDownloadsIt_thenTheyGetIt_andItIsRecorded() throws InterruptedException {
        var answer = client().bytes(url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().map()).containsEntry("accept-ranges", List.of("bytes"))
                .containsEntry("content-length", List.of(String.valueOf(content.length)))
                .containsEntry("content-disposition", List.of("attachment; filename=\"" + name + "\""));
        var recorded = ended(0);
        assertThat(recorded.get("actor").asText()).isEqualTo("USER");
        assertThat(recorded.at("/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(recorded.get("isByLink").asBoolean()).isFalse();
        assertThat(recorded.get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(recorded.get("target").asText()).isEqualTo(id);
        assertThat(recorded.get("fileName").asText()).isEqualTo(name);
        assertThat(recorded.get("downloadOutcome").asText()).isEqualTo("COMPLETED");
        assertThat(recorded.get("sentBytes").asInt()).isEqualTo(content.length);
        assertThat(client().get("/backups/" + name).statusCode()).isEqualTo(200);
        assertThat(client().get("/backups/" + GlobalId.of("backup", 1)).statusCode()).isEqualTo(404);
        assertThat(client().get("/backups/..%2F..%2Freelgraph.db").statusCode()).isIn(400, 404);
    }

    @Test
    void givenABackup_whenPartsAreAskedFor_thenTheyAreSent_andOtherFilesAreNotMixedIn() {
        var head = client().send(client().request(url()).method("HEAD", BodyPublishers.noBody()));
        var tag = head.headers().firstValue("etag").orElseThrow();
        var size = content.length;

        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(size);
        assertThat(part("bytes=0-99", tag)).extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(206, Arrays.copyOf(content, 100));
        assertThat(part("bytes=100-", tag).body()).isEqualTo(Arrays.copyOfRange(content, 100, size));
        assertThat(part("bytes=-7", tag).body()).isEqualTo(Arrays.copyOfRange(content, size - 7, size));
        assertThat(part("bytes=" + (size - 1) + "-" + (size + 50), tag).headers().map()).containsEntry("content-range",
                List.of("bytes %d-%d/%d".formatted(size - 1, size - 1, size)));
        for (var whole : List.of("bytes=0-1,5-6", "bytes=5-4", "lines=0-1", "bytes=-", "bytes=x-")) {
            assertThat(part(whole, tag)).as(whole).extracting(HttpResponse::statusCode, HttpResponse::body)
                    .containsExactly(200, content);
        }
        assertThat(part("bytes=0-99", "\"other\"").statusCode()).isEqualTo(200);
        for (var missing : List.of("bytes=" + size + "-", "bytes=-0")) {
            assertThat(part(missing, tag)).as(missing)
                    .extracting(HttpResponse::statusCode,
                            answer -> answer.headers().firstValue("content-range").orElse(""))
                    .containsExactly(416, "bytes */" + size);
        }
    }

    private HttpResponse<byte[]> part(String range, String tag) {
        return client().bytes(url(), "range", range, "if-range", tag);
    }

    @Test
    void givenALink_whenItIsUsed_thenOnceByOneAddress_untilAllIsThere() throws InterruptedException, SQLException {
        var link = client().data(LINK, Map.of("id", id)).get("createDownloadLink");
        var url = link.get("url").asText();

        var first = anonymous().bytes(url, "x-forwarded-for", "192.0.2.1", "range", "bytes=0-99");
        assertThat(first.body()).isEqualTo(Arrays.copyOf(content, 100));
        assertThat(ended(0).get("isByLink").asBoolean()).isTrue();
        assertThat(anonymous().get(url, "x-forwarded-for", "192.0.2.2").statusCode()).isEqualTo(404);
        var rest = anonymous().bytes(url, "x-forwarded-for", "192.0.2.1", "range", "bytes=100-", "if-range",
                first.headers().firstValue("etag").orElseThrow());
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(content, 100, content.length));
        var recorded = ended(0);
        assertThat(recorded.get("actor").asText()).isEqualTo("ANONYMOUS");
        assertThat(recorded.at("/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(recorded.get("address").asText()).isEqualTo("192.0.2.1");
        var again = anonymous().get(url, "x-forwarded-for", "192.0.2.1");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("NOT_FOUND").doesNotContain(url);
        assertThat(Tables.query(folder(), "SELECT token_hash FROM download_links"))
                .noneMatch(hash -> hash.contains(url.substring(url.lastIndexOf('/') + 1)));
    }

    @Test
    void givenAModerator_whenTheyWantABackupOrALinkToIt_thenTheyAreRefused() {
        assertThat(moderator.get(url()).statusCode()).isEqualTo(403);
        assertThat(anonymous().get(url()).statusCode()).isEqualTo(401);
        assertThat(moderator.answer(LINK, Map.of("id", id)).toString()).contains("FORBIDDEN");
        assertThat(client().data(LINK, Map.of("id", GlobalId.of("backup", 5))).findValue("code").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(client().answer(LINK, Map.of("id", GlobalId.of("movie", 5))).toString()).contains("isn't an id of");
    }

    @Test
    void givenALink_whenWhoMadeItIsNoLongerAnAdmin_thenItIsNoLongerGood() throws SQLException {
        Accounts.newUser(client(), "second@example.org", Role.ADMIN);
        var second = Accounts.signedIn(server.getURI(), "second@example.org", Accounts.PASSWORD);
        var url = second.data(LINK, Map.of("id", id)).findValue("url").asText();
        Tables.run(folder(), "UPDATE users SET role = 'USER' WHERE email = 'second@example.org'");

        assertThat(anonymous().get(url).statusCode()).isEqualTo(404);
    }

    // A backup that isn't here.
    private byte[] madeElsewhere() throws IOException {
        var made = file(Archives.create(client(), folder()));
        var bytes = Files.readAllBytes(made);
        Files.delete(made);
        return bytes;
    }

    private HttpResponse<String> upload(GraphQlClient as, String to, byte[] bytes, String... headers) {
        return as.send(as.request("/backups/" + to, headers).PUT(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void givenABackupOfElsewhere_whenItIsUploaded_thenItCountsOnceItIsWhole() throws IOException {
        assertThat(content.length).isGreaterThan(3_000);
        var bytes = madeElsewhere();
        var uploaded = upload(client(), nameOf(1), bytes);

        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        assertThat(GraphQlClient.json(uploaded.body()).get("fileName").asText()).isEqualTo(nameOf(1));
        assertThat(Files.readAllBytes(file(nameOf(1)))).isEqualTo(bytes);
        assertThat(upload(client(), nameOf(1), bytes).body()).contains("There is a backup of this moment already");
        var again = upload(client(), nameOf(9), bytes);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("This backup is here already, as " + nameOf(1) + ".");
        assertThat(file(nameOf(9))).doesNotExist();
        assertThat(client().data("{ auditLog(first: 5) { edges { node { action label } } } }").toString())
                .contains("uploadBackup", nameOf(1));

        assertThat(client().data("{ backups { edges { node { fileName } } } }").findValuesAsText("fileName"))
                .contains(nameOf(1));
    }

    @Test
    void givenAnUploadThatIsCalledTheNewest_whenAskedForTheNewest_thenItIsTheOneThatWasMadeLast() throws IOException {
        var older = madeElsewhere();
        var newest = Archives.create(client(), folder());
        var claimed = "reelgraph-29990101-000000-000-scheduled.backup";

        assertThat(upload(client(), claimed, older).statusCode()).isEqualTo(201);

        var all = list("first: 100").findValuesAsText("fileName");
        assertThat(all).startsWith(newest, claimed);
        assertThat(client().data("{ databaseHealth { newestBackup { fileName } } }").findValue("fileName").asText())
                .isEqualTo(newest);
        assertThat(server.getApplicationContext().getBean(Backups.class).newest()).map(BackupFile.Name::text)
                .contains(newest);
        var paged = new ArrayList<String>();
        for (var page = list("first: 1"); page.findValue("fileName") != null; page = list(
                "first: 1, after: \"" + page.findValue("cursor").asText() + "\"")) {
            paged.add(page.findValue("fileName").asText());
        }
        assertThat(paged).isEqualTo(all);
        Files.delete(file(newest));
        Files.delete(file(claimed));
    }

    private HttpResponse<String> uploadInChunks(String to, byte[] bytes) {
        return client().send(client().request("/backups/" + to)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    @Test
    void givenABodyOfUnknownLength_whenItIsUploaded_thenItIsTaken_upToTheLimit() throws IOException {
        var taken = uploadInChunks(nameOf(5), madeElsewhere());
        var tooLarge = uploadInChunks(nameOf(6), new byte[1_000_001]);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("A backup may have 1000000 bytes");
        assertThat(uploadInChunks(nameOf(6), content).body()).contains("here already");
        for (var empty : List.of(uploadInChunks(nameOf(6), new byte[0]), upload(client(), nameOf(6), new byte[0]))) {
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(empty.body()).contains("BAD_USER_INPUT", "The file is empty: nothing was sent.");
        }
        assertThat(RawHttp.answer(server.getURI(), "PUT /backups/" + nameOf(6) + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + Accounts.newKey(client(), Role.ADMIN)
                + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nno length\r\n")).isEmpty();
        assertThat(file(nameOf(6))).doesNotExist();
    }

    @Test
    void givenALostConnection_whenTheUploadGoesOn_thenFromWhereItWas() throws IOException {
        var bytes = madeElsewhere();
        var half = bytes.length / 2;
        var range = "bytes %d-%d/" + bytes.length;

        var first = upload(client(), nameOf(2), Arrays.copyOf(bytes, half), "content-range",
                range.formatted(0, half - 1));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(file(nameOf(2))).doesNotExist();
        var gap = upload(client(), nameOf(2), new byte[]{1}, "content-range", range.formatted(half + 1, half + 1));
        assertThat(gap.statusCode()).isEqualTo(400);
        assertThat(gap.body()).contains("So far, " + half + " bytes of this backup have arrived.");
        var rest = upload(client(), nameOf(2), Arrays.copyOfRange(bytes, half, bytes.length), "content-range",
                range.formatted(half, bytes.length - 1));

        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(201);
        assertThat(Files.readAllBytes(file(nameOf(2)))).isEqualTo(bytes);
    }

    @Test
    void givenWhatIsNoWholeBackup_whenItIsUploaded_thenItIsRefused_andNothingIsLeft() throws IOException {
        var damaged = content.clone();
        damaged[content.length / 2] ^= 1;

        assertThat(upload(client(), nameOf(3), damaged).body()).contains("is damaged");
        for (var surplus : List.of(1, 700)) {
            assertThat(upload(client(), nameOf(3), Arrays.copyOf(content, content.length + surplus)).body())
                    .contains("what follows its end doesn't belong to it, " + surplus + " bytes");
        }
        assertThat(upload(client(), nameOf(3), Arrays.copyOf(content, content.length - 1)).body())
                .contains("its end is missing");
        assertThat(upload(client(), nameOf(3), new byte[4_000]).body()).contains("is no backup of Reelgraph");
        assertThat(upload(client(), "reelgraph.db", content).body()).contains("A backup is called");
        assertThat(upload(client(), "..%2Freelgraph.db", content).statusCode()).isIn(400, 404);
        assertThat(upload(client(), nameOf(3), content, "content-range", "bytes 0-1/2").body())
                .contains("Content-Range");
        assertThat(upload(client(), nameOf(3), new byte[1], "content-range", "bytes 0-0/1000001").body())
                .contains("PAYLOAD_TOO_LARGE");
        assertThat(upload(moderator, nameOf(3), content).statusCode()).isEqualTo(403);
        assertThat(upload(anonymous(), nameOf(3), content).statusCode()).isEqualTo(401);
        try (var files = Files.list(folder().resolve("backups"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .noneMatch(each -> each.contains("unfinished") || each.contains(nameOf(3)));
        }
    }

    private byte[] withManifest(String manifest) {
        var bytes = manifest.getBytes(StandardCharsets.UTF_8);
        var mark = "RGBACKUP".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(52 + bytes.length).put(mark).put(bytes).put(Sha256.digest().digest(bytes))
                .putInt(bytes.length).put(mark).array();
    }

    @Test
    void givenFilesMadeToFail_whenTheyAreUploaded_thenNoAnswerTellsWhereTheServerKeepsThem() {
        var origin = "{\"program\": \"1\", \"schema\": 1, \"database\": \"sqlite\", \"createdAt\":"
                + " \"2024-01-01T00:00:00Z\", \"secretKeys\": [], \"note\": \"\"}";
        var whole = "{\"format\": %d, \"origin\": " + origin + ", \"tables\": [%s]}";
        var table = "{\"name\": \"users\", \"columns\": [], \"key\": [], \"rows\": 1, \"checksum\": \"0\"}";
        var files = Stream.of("null", "{}", "[1", "{\"format\": 1, \"origin\": null, \"tables\": []}",
                whole.formatted(99, ""), whole.formatted(1, table)).map(this::withManifest);
        var damaged = Stream.of(0, 7, 9, 40, content.length - 200, content.length - 50, content.length - 1).map(at -> {
            var changed = content.clone();
            changed[at] ^= 1;
            return changed;
        });
        var cut = Stream.of(1, 20, content.length - 1).map(length -> Arrays.copyOf(content, length));

        Stream.of(files, damaged, cut).flatMap(each -> each).forEach(file -> {
            var answer = upload(client(), nameOf(7), file);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("BAD_USER_INPUT").doesNotContain(folder().toString(), ".upload");
        });
    }

    @Test
    void givenOtherRequestsWithLargeBodies_whenTheyCome_thenTheyAreRefusedAsBefore() {
        var large = IntStream.range(0, 4_000).mapToObj(i -> " ").reduce("", String::concat);

        assertThat(client().post("{\"query\": \"{ viewer { role } }" + large + "\"}").statusCode()).isEqualTo(413);
        assertThat(client().send(client().request("/graphql").PUT(BodyPublishers.ofString(large)))
                .statusCode()).isEqualTo(413);
    }
}
