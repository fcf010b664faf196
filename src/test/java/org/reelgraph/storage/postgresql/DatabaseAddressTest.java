package org.reelgraph.storage.postgresql;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.MapPropertyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseAddressTest {

    private static DatabaseAddress address(Map<String, Object> settings) {
        return DatabaseAddress.in(new MapPropertyResolver(settings)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
            "postgresql://ada:s3cret@db.example.org:5433/films, jdbc:postgresql://db.example.org:5433/films, ada, s3cret",
            "postgres://ada:p%40ss%2Fword+1@db/films?sslmode=verify-full, jdbc:postgresql://db/films?sslmode=verify-full, ada, p@ss/word+1",
            "jdbc:postgresql://db/films?user=ada&password=s3cret&sslmode=require, jdbc:postgresql://db/films?sslmode=require, ada, s3cret",
            "'postgresql://ada:x@one:5432,two:5433/films', 'jdbc:postgresql://one:5432,two:5433/films', ada, x"})
    void givenAnAddress_thenItsPartsAreKnown(String text, String url, String user, String password) {
        var address = address(Map.of("reelgraph.database", text));

        assertThat(address).extracting(DatabaseAddress::url, DatabaseAddress::user, DatabaseAddress::password)
                .containsExactly(url, user, password);
        assertThat(address.toString()).doesNotContain(password);
    }

    @Test
    void givenAPasswordElsewhere_thenItIsUsed(@TempDir Path folder) throws Exception {
        var settings = new HashMap<String, Object>(Map.of("reelgraph.database", "postgresql://ada@db/films",
                "reelgraph.database-password-file",
                Files.writeString(folder.resolve("p"), "of the file\n").toString()));
        assertThat(address(settings).password()).isEqualTo("of the file");

        settings.put("reelgraph.database-password", "of the variable");
        assertThat(address(settings).password()).isEqualTo("of the variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://ada:s3cret@db/films", "postgresql://ada:s3cret@db", "s3cret"})
    void givenWhatIsNoAddress_thenItIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> address(Map.of("reelgraph.database", text)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("REELGRAPH_DATABASE is an address")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void givenNoAddress_thenTheLibraryIsNotInPostgresql() {
        assertThat(DatabaseAddress.in(new MapPropertyResolver(Map.of("reelgraph.database", " ")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "'postgresql://one:5432,two/films', 'jdbc:postgresql://one:5432,two/films', '', ada, s3cret",
            "postgresql://bob:x@one/films?connectTimeout=7, jdbc:postgresql://one/films, &connectTimeout=7, bob, x"})
    void givenAReplica_thenItHasTheUserOfItsDatabaseUnlessItHasAnother(String text, String url, String options,
            String user, String password) {
        var replica = DatabaseAddress.ofReplica(new MapPropertyResolver(Map.of("reelgraph.database",
                "postgresql://ada:s3cret@db/films", "reelgraph.database-read", text))).orElseThrow();

        assertThat(replica.url()).isEqualTo(
                url + "?loadBalanceHosts=true&connectTimeout=2&socketTimeout=10" + options);
        assertThat(replica).extracting(DatabaseAddress::user, DatabaseAddress::password)
                .containsExactly(user, password);
        assertThat(PGProperty.CONNECT_TIMEOUT.getOrDefault(replica.properties()))
                .isEqualTo(options.isEmpty() ? "2" : "7");
    }

    @Test
    void givenAReplicaOfNoDatabase_orWhatIsNoReplica_thenItIsRefused() {
        assertThatThrownBy(() -> DatabaseAddress.ofReplica(
                new MapPropertyResolver(Map.of("reelgraph.database-read", "postgresql://db/films"))))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("REELGRAPH_DATABASE doesn't name");
        assertThatThrownBy(() -> DatabaseAddress.ofReplica(new MapPropertyResolver(Map.of("reelgraph.database",
                "postgresql://db/films", "reelgraph.database-read", "s3cret"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("REELGRAPH_DATABASE_READ is an address")
                .hasMessageNotContaining("s3cret");
    }
}
