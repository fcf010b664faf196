package org.reelgraph.artwork.serving;

import jakarta.inject.Inject;
import java.awt.Color;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.artwork.ArtworkClient;
import org.reelgraph.artwork.pictures.SamplePictures;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures over HTTP, where nobody sees the catalogue without a sign-in. */
class SignedPicturesTest extends ServerTest {

    @Inject
    TestClock clock;

    private String movie = "";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.anonymous", "none");
    }

    @BeforeAll
    void upload() {
        var art = new ArtworkClient(client());
        movie = art.movie("Closed");
        art.uploaded(movie, "POSTER", SamplePictures.jpeg(400, 600, Color.ORANGE), Map.of());
    }

    private String url() {
        return client().data("query($id: ID!) { movie(id: $id) { poster { url(width: 300) } } }", Map.of("id", movie))
                .findValue("url").asText();
    }

    @Test
    void givenAnAddressFromTheServer_whenABrowserAsks_thenItGetsThePictureWithoutASignIn() {
        var url = url();
        var picture = anonymous().bytes(url);

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(picture.headers().firstValue("cache-control")).hasValue("private, max-age=31536000, immutable");
        assertThat(url()).isEqualTo(url);
        // The signature is one for the picture, in whatever size.
        assertThat(anonymous().get(url.replace("w=300", "w=154")).statusCode()).isEqualTo(200);
    }

    @Test
    void givenAnotherAddress_whenAsked_thenItIsRefused() {
        var url = url();
        var plain = url.substring(0, url.indexOf('?'));
        var other = plain.substring(0, plain.length() - 1) + (plain.endsWith("0") ? "1" : "0");

        assertThat(anonymous().get(plain).statusCode()).isEqualTo(401);
        assertThat(anonymous().get(other + url.substring(url.indexOf('?'))).statusCode()).isEqualTo(403);
        assertThat(anonymous().get(url.replaceAll("until=\\d", "until=9")).statusCode()).isEqualTo(403);
        assertThat(anonymous().get(url.replaceAll("until=\\d+", "until=x")).statusCode()).isEqualTo(403);
        assertThat(anonymous().get(url.replaceAll("signature=.*", "signature=")).statusCode()).isEqualTo(403);
        assertThat(anonymous().with(Accounts.newKey(client(), Role.USER)).get(plain).statusCode()).isEqualTo(200);
        assertThat(anonymous().with("nonsense").get(plain).statusCode()).isEqualTo(401);
    }

    @Test
    void givenAnAddress_whenTwoHoursAreOver_thenItIsNoLongerGood_andAnotherOneIsGiven() {
        var url = url();
        clock.jump(Duration.ofHours(2));
        try {
            assertThat(anonymous().get(url).statusCode()).isEqualTo(403);
            var next = Accounts.admin(server.getURI())
                    .data("query($id: ID!) { movie(id: $id) { poster { url } } }", Map.of("id", movie))
                    .findValue("url").asText();
            assertThat(anonymous().get(next).statusCode()).isEqualTo(200);
        } finally {
            clock.jump(Duration.ofHours(-2));
        }
    }
}
