package org.reelgraph.artwork.pictures;

import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.artwork.ArtworkClient;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures over HTTP, where everybody sees the catalogue. */
class ServedPicturesTest extends ServerTest {

    private static final int HOSTILE = 3_000;

    @Inject
    PictureDecoder decoder;
    @Inject
    ScaledPictures scaled;
    @Inject
    RetentionRunner retention;
    @Inject
    TestClock clock;

    private String movie = "";
    private String url = "";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.uploads.per-minute", "0", "reelgraph.rate.mutations", "0",
                "reelgraph.artwork.cache-megabytes", "1");
    }

    @BeforeAll
    void upload() {
        var art = new ArtworkClient(client());
        movie = art.movie("Served");
        url = art.uploaded(movie, "POSTER", SamplePictures.jpeg(600, 900, Color.ORANGE), Map.of()).get("url").asText();
    }

    private String urlOf(String arguments) {
        return client().data("query($id: ID!) { movie(id: $id) { poster { url" + arguments + " } } }",
                Map.of("id", movie)).findValue("url").asText();
    }

    private List<Integer> size(String path) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(anonymous().bytes(path).body()));
        return List.of(image.getWidth(), image.getHeight());
    }

    @Test
    void givenAPicture_whenAsked_thenItComesWithAllThatLetsItBeKept() {
        var whole = anonymous().bytes(url);

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(whole.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
        assertThat(whole.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(whole.headers().firstValue("content-security-policy")).hasValue("default-src 'none'; sandbox");
        var tag = whole.headers().firstValue("etag").orElseThrow();
        assertThat(tag).startsWith("\"");
        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var unchanged = anonymous().bytes(url, "if-none-match", known);
            assertThat(unchanged.statusCode()).as(known).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
        }
        assertThat(anonymous().bytes(url, "if-none-match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void givenAPicture_whenOnlyItsHeadOrAPartIsAsked_thenThatComes() {
        var whole = anonymous().bytes(url);
        var head = anonymous().send(anonymous().request(url).method("HEAD", BodyPublishers.noBody()));
        var part = anonymous().bytes(url, "range", "bytes=2-5");
        var outside = anonymous().bytes(url, "range", "bytes=9999999-");
        var other = anonymous().bytes(url, "range", "bytes=2-5", "if-range", "\"other\"");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(whole.body().length);
        assertThat(head.headers().firstValue("etag")).isEqualTo(whole.headers().firstValue("etag"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 2, 6));
        assertThat(part.headers().firstValue("content-range")).hasValue("bytes 2-5/" + whole.body().length);
        assertThat(outside.statusCode()).isEqualTo(416);
        assertThat(other.body()).isEqualTo(whole.body());
    }

    @Test
    void givenSizes_whenAsked_thenPicturesAreAtLeastAsLarge_andNeverEnlarged() throws Exception {
        assertThat(size(urlOf("(width: 200)"))).containsExactly(300, 450);
        assertThat(size(urlOf("(height: 130)"))).containsExactly(92, 138);
        assertThat(size(urlOf("(width: 300 height: 300 fit: COVER)"))).containsExactly(300, 300);
        assertThat(size(urlOf("(width: 300 height: 300)"))).containsExactly(200, 300);
        assertThat(size(urlOf("(width: 5000)"))).containsExactly(600, 900);
        assertThat(size(urlOf("(width: 1000 height: 1000 fit: COVER)"))).containsExactly(600, 506);
        assertThat(client().answer("query($id: ID!) { movie(id: $id) { poster { url(width: 0) } } }",
                Map.of("id", movie)).at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void givenAScaledPicture_whenAskedAgain_thenItIsNotDecodedAgain() {
        var path = urlOf("(width: 154)");
        var first = anonymous().bytes(path);
        var before = decoder.decoded();

        assertThat(anonymous().bytes(path).body()).isEqualTo(first.body());
        assertThat(anonymous().bytes(path, "if-none-match", first.headers().firstValue("etag").orElseThrow())
                .statusCode()).isEqualTo(304);

        assertThat(decoder.decoded()).isEqualTo(before);
    }

    @Test
    void givenHostileSizesAndHashes_whenAsked_thenNothingIsDecoded() {
        var before = decoder.decoded();
        var known = List.of(92, 154, 185, 300, 342, 500, 780, 1280, 1920);
        IntStream.range(1, HOSTILE).filter(width -> !known.contains(width)).forEach(width -> {
            var path = width % 2 == 0 ? url + "?w=" + width : "/artwork/" + "%064x".formatted(width) + "?w=300";
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(width % 2 == 0 ? 400 : 404);
        });
        for (var query : List.of("?w=-1", "?w=0300", "?w=x", "?w=99999999999", "?h=7", "?fit=cover", "?fit=fill",
                "?w=300&fit=cover")) {
            assertThat(anonymous().get(url + query).statusCode()).as(query).isEqualTo(400);
        }
        for (var path : List.of("/artwork/..%2fsecret", "/artwork/new", "/artwork/" + "A".repeat(64), "/artwork/x")) {
            assertThat(anonymous().get(path).statusCode()).as(path).isIn(400, 404);
        }

        assertThat(decoder.decoded()).isEqualTo(before);
    }

    @Test
    void givenMoreScaledPicturesThanThereIsRoomFor_whenAsked_thenTheOldestGiveWay() throws Exception {
        var art = new ArtworkClient(client());
        for (var i = 0; i < 12; i++) {
            var noise = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
            var random = new Random(i);
            noise.setRGB(0, 0, 400, 400, random.ints(160_000).toArray(), 0, 400);
            var path = art.uploaded(art.movie("Noise " + i), "POSTER", SamplePictures.encoded(noise, "png"), Map.of())
                    .get("url").asText();
            for (var width : List.of(185, 300, 342)) {
                assertThat(anonymous().bytes(path + "?w=" + width).statusCode()).isEqualTo(200);
            }
        }

        assertThat(scaled.cachedBytes()).isBetween(500_000L, 1_000_000L);
        try (var files = Files.walk(folder().resolve("artwork/scaled"))) {
            assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
                    .isEqualTo(scaled.cachedBytes());
        }
    }

    @Test
    void givenAPictureThatWasRemoved_whenItsTimeIsOver_thenItsFileIsGone() throws Exception {
        var art = new ArtworkClient(client());
        var image = art.uploaded(movie, "BACKDROP", SamplePictures.png(64, 32, Color.CYAN), Map.of());
        var path = image.get("url").asText();
        client().data("mutation { removeArtwork(input: {imageId: " + image.get("id") + "}) { removedId } }");
        assertThat(anonymous().get(path).statusCode()).isEqualTo(200);

        clock.jump(Duration.ofDays(2));
        try {
            retention.removeOld();
        } finally {
            clock.jump(Duration.ofDays(-2));
        }

        assertThat(anonymous().get(path).statusCode()).isEqualTo(404);
        assertThat(anonymous().get(url).statusCode()).isEqualTo(200);
    }
}
