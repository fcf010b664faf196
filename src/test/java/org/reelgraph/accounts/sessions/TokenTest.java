package org.reelgraph.accounts.sessions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Folders;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens that aren't this server's, or not good now. */
class TokenTest extends ServerTest {

    private static final String SECRET = "a secret of these tests, long enough";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.secret", SECRET);
    }

    private static JWTClaimsSet.Builder claims(String session) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder().jwtID(session).subject("1").claim("use", "ACCESS")
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, String secret, JWSAlgorithm algorithm) {
        try {
            var jwt = new SignedJWT(new JWSHeader(algorithm), claims);
            jwt.sign(new MACSigner(secret));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    // A token of a live session whose header says something else than the server's own, yet is signed by its secret.
    private static String headed(String header, String secret, String hmac, String session) throws Exception {
        var text = Base64URL.encode(header) + "." + Base64URL.encode(claims(session).build().toString());
        var mac = Mac.getInstance(hmac);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), hmac));
        return text + "." + Base64URL.encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String session() throws Exception {
        var token = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();
        return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
    }

    static Stream<String> badTokens() {
        var later = Date.from(Instant.now().plus(Duration.ofDays(1)));
        var earlier = Date.from(Instant.now().minusSeconds(1));
        var unending = new JWTClaimsSet.Builder(claims("%s").build()).expirationTime(null).build();
        var long64 = SECRET + SECRET;
        return Stream.of(new PlainJWT(claims("%s").build()).serialize(), "x", "a.b.c", "é.è.ê", "x".repeat(5_000),
                signed(claims("1").build(), "another secret, of the same length..", JWSAlgorithm.HS256),
                signed(claims("1").build(), long64, JWSAlgorithm.HS512),
                signed(claims("1").claim("use", "REFRESH").build(), SECRET, JWSAlgorithm.HS256),
                signed(claims("1").claim("use", null).build(), SECRET, JWSAlgorithm.HS256),
                signed(claims("1").expirationTime(earlier).build(), SECRET, JWSAlgorithm.HS256),
                signed(claims("1").issueTime(later).expirationTime(later).build(), SECRET, JWSAlgorithm.HS256),
                signed(unending, SECRET, JWSAlgorithm.HS256),
                signed(claims("none").build(), SECRET, JWSAlgorithm.HS256),
                signed(new JWTClaimsSet.Builder().build(), SECRET, JWSAlgorithm.HS256),
                signed(claims("1").build(), SECRET, JWSAlgorithm.HS256));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void givenATokenThatIsNotGood_whenARequestCarriesIt_thenItIsRefusedAndNeverAnonymous(String token) {
        for (var header : new String[]{"Bearer " + token, "bearer   " + token}) {
            var response = anonymous().post("{\"query\": \"{ allSeries { totalCount } }\"}", "authorization",
                    ascii(header));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(GraphQlClient.json(response.body()).at("/errors/0/extensions/code").asText())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    private static String ascii(String header) {
        return header.replaceAll("[^ -~]", "~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic b3duZXI6cGFzc3dvcmQ=", "Bearer", "Token x", "BearerX y"})
    void givenAnotherScheme_whenARequestCarriesIt_thenItIsRefused(String header) {
        assertThat(anonymous().post("{\"query\": \"{ __typename }\"}", "authorization", header).statusCode())
                .isEqualTo(401);
    }

    @Test
    void givenTwoTokens_whenARequestCarriesBoth_thenItIsRefusedThoughOneIsGood() {
        var good = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();

        assertThat(anonymous().with(good).post("{\"query\": \"{ __typename }\"}", "authorization", "Bearer x")
                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void givenATokenBySecretAndSession_whenARequestCarriesIt_thenItIsGood() throws Exception {
        var token = signed(claims(session()).build(), SECRET, JWSAlgorithm.HS256);

        assertThat(anonymous().with(token).data("{ viewer { user { role } } }").at("/viewer/user/role").asText())
                .isEqualTo("ADMIN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HmacSHA384 | {\"alg\":\"HS384\"}", "HmacSHA512 | {\"alg\":\"HS512\"}",
            "HmacSHA256 | {\"alg\":\"none\"}", "HmacSHA256 | {\"alg\":\"RS256\"}", "HmacSHA384 | {\"alg\":\"HS256\"}",
            "HmacSHA256 | {\"alg\":\"HS256\",\"kid\":\"../../secret\"}",
            "HmacSHA256 | {\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true}",
            "HmacSHA256 | {\"alg\":\"HS256\",\"cty\":\"JWT\"}", "HmacSHA256 | {\"alg\":\"HS256\",\"jwk\":{}}",
            "HmacSHA256 | {\"alg\":\"HS256\",\"zip\":\"DEF\"}", "HmacSHA256 | {\"alg\":\"HS512\",\"alg\":\"HS256\"}"})
    void givenALiveSession_whenATokensHeaderIsNotTheServersOwn_thenItIsRefusedThoughItsSecretIsRight(String hmac,
            String header) throws Exception {
        var session = session();
        var good = headed("{\"alg\":\"HS256\"}", SECRET, "HmacSHA256", session);

        assertThat(status(good)).isEqualTo(200);
        assertThat(status(headed(header, SECRET, hmac, session))).isEqualTo(401);
    }

    private int status(String token) {
        return anonymous().with(token).post("{\"query\": \"{ viewer { user { id } } }\"}").statusCode();
    }

    @Test
    void givenALiveSession_whenATokenIsNotGoodYet_thenItIsRefused() throws Exception {
        var later = Date.from(Instant.now().plus(Duration.ofDays(1)));
        var session = session();

        assertThat(status(signed(claims(session).notBeforeTime(later).build(), SECRET, JWSAlgorithm.HS256)))
                .isEqualTo(401);
        assertThat(status(signed(claims(session).issueTime(later).expirationTime(later).build(), SECRET,
                JWSAlgorithm.HS256))).isEqualTo(401);
    }

    @Test
    void givenNoSecret_whenTheServerStarts_thenItMakesOneThatOnlyItsUserReads() throws IOException {
        var folder = ServerTest.newFolder("TokenTest");

        var signature = new SigningSecret(null, new Folders(folder, folder)).signature();

        var file = folder.resolve("secret");
        assertThat(Files.readString(file)).hasSize(64).isEqualTo(signature.getSecret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(new SigningSecret("", new Folders(folder, folder)).signature().getSecret())
                .isEqualTo(signature.getSecret());
    }
}
