package org.reelgraph.mediaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** MediaOS' key is needed once for each secret, and neither it nor any secret is stored in clear. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MediaOsSecretsTest extends MediaOsServer {

    private static final String KEY = "the key of the old house";
    private static final String TEXT = "s3cret-of-the-indexer";

    @Override
    protected Map<String, String> settings() {
        return Map.of(ServersFile.PROPERTY, "true");
    }

    // As MediaOS does it.
    private static String sealed(String text, String key) throws GeneralSecurityException {
        var salt = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        var vector = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
        var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(key.toCharArray(), salt, 100_000, 256)).getEncoded();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(128, vector));
        var output = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        var length = output.length - 16;
        var all = new byte[64 + length];
        System.arraycopy(salt, 0, all, 0, 32);
        System.arraycopy(vector, 0, all, 32, 16);
        System.arraycopy(output, length, all, 48, 16);
        System.arraycopy(output, 0, all, 64, length);
        return Base64.getEncoder().encodeToString(all);
    }

    private String servers(String folder, String secret) {
        var text = """
                   {
                     "main": {
                       "url": "http://main",
                       "apiKey": "%s",
                       "syncEnabled": true
                     },
                     "servers": [
                       {
                         "id": "x",
                         "url": "http://x"
                       }
                     ]
                   }
                   """.formatted(secret);
        jobs().file(folder + "/servers.json", text);
        return text;
    }

    private List<String> rows() throws SQLException {
        return Tables.query(folder(), "SELECT (SELECT count(*) FROM mediaos_entries WHERE file = 'servers'),"
                + " (SELECT count(*) FROM mediaos_secrets)");
    }

    @Test
    void givenSecrets_whenImportedWithoutTheirKeyOrWithAnother_thenItIsRefusedBeforeAnythingIsWritten()
            throws GeneralSecurityException, SQLException {
        servers("locked", sealed("x", "a key that nobody has"));
        var before = rows();

        var without = start(Map.of("path", "locked"));
        var wrong = start(Map.of("path", "locked", "key", KEY));
        var byLibrary = jobs().start(Map.of("path", "locked", "format", "MEDIAOS"));
        var job = jobs().ended(byLibrary.at("/job/id").asText());

        assertThat(without.get("userErrors").toString()).contains("LOCKED", "servers.json", "the apiKey of main",
                "\"key\"");
        assertThat(wrong.get("userErrors").toString()).contains("LOCKED", "This is not the key", "servers.json");
        assertThat(job.at("/status").asText()).isEqualTo("FAILED");
        assertThat(job.at("/error").asText()).contains("MediaOS' key is needed", "Nothing was written.");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @Order(1)
    void givenSecrets_whenImportedWithTheirKey_thenTheyAreKnownAndStandInNoFileInClear()
            throws GeneralSecurityException, IOException {
        var text = servers("open", sealed(TEXT, KEY));

        var job = importFrom("open", Map.of("key", KEY));
        var again = importFrom("open");

        assertThat(counts(job)).isEqualTo("SUCCEEDED 3 created, 0 updated, 0 unchanged, 0 skipped, 0 failed");
        assertThat(counts(again)).isEqualTo("SUCCEEDED 0 created, 0 updated, 3 unchanged, 0 skipped, 0 failed");
        var rows = server.getApplicationContext().getBean(ServersFile.class).rows;
        assertThat(rows.values()).contains(new ServersFile.Server("http://main", Optional.of(TEXT)));
        assertThat(written("servers")).isEqualTo(text);
        try (var files = Files.walk(folder())) {
            assertThat(files.filter(Files::isRegularFile).map(MediaOsSecretsTest::content))
                    .noneMatch(bytes -> bytes.contains(TEXT) || bytes.contains(KEY));
        }
        aChangedSecretNeedsTheKey(rows);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private void aChangedSecretNeedsTheKey(Map<Long, ServersFile.Server> rows) throws IOException {
        var before = tree(written("servers")).at("/main/apiKey").asText();
        rows.replaceAll((id, server) -> server.url().equals("http://main")
                ? new ServersFile.Server("http://moved", Optional.of("another"))
                : server);

        var withoutKey = tree(written("servers"));
        var withKey = tree(written("servers", Optional.of(KEY)));
        var later = tree(written("servers"));

        assertThat(withoutKey.at("/main/url").asText()).isEqualTo("http://moved");
        assertThat(withoutKey.at("/main/apiKey").asText()).isEqualTo(before);
        assertThat(withKey.at("/main/apiKey").asText()).isNotEqualTo(before);
        assertThat(withKey.at("/main/syncEnabled").asBoolean()).isTrue();
        assertThat(later).isEqualTo(withKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"hunter2\"", "[\"hunter2\"]", "{\"text\": \"hunter2\"}"})
    void givenASecretInClear_whenImported_thenItsEntryFailsAndIsNotKept(String secret) throws SQLException {
        jobs().file("clear/servers.json", "{\"main\": {\"url\": \"http://main\", \"apiKey\": " + secret
                + "}, \"servers\": []}");

        var job = importFrom("clear");

        assertThat(record(job, "main").at("/userErrors/0").toString()).contains("isn't encrypted as MediaOS does it",
                "apiKey").doesNotContain("hunter2");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM mediaos_entries WHERE entry LIKE '%hunter2%'"))
                .containsExactly("|0");
    }
}
