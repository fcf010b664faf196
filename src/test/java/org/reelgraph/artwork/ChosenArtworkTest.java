package org.reelgraph.artwork;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.artwork.pictures.Pictures;
import org.reelgraph.artwork.pictures.SamplePictures;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

/** Which pictures items have, and which of them are shown. */
class ChosenArtworkTest extends ServerTest {

    @Inject
    Pictures pictures;
    @Inject
    Artwork artwork;
    @Inject
    WriteTransactions transactions;
    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.uploads.per-minute", "0", "reelgraph.rate.mutations", "0");
    }

    private ArtworkClient art() {
        return new ArtworkClient(client());
    }

    // As a job does that has fetched a picture.
    private boolean attach(String item, ImageKind kind, String path, Color color, Optional<String> language)
            throws Exception {
        var picture = pictures
                .keep(new ByteArrayInputStream(SamplePictures.jpeg(20, 30, color)));
        var key = new ImageKey(GlobalId.parse(item).id(), kind, "s", path);
        return transactions.within(() -> artwork.attach(key, picture, language));
    }

    private JsonNode poster(String movie, String arguments) {
        return client().data("query($id: ID!) { movie(id: $id) { poster" + arguments
                + " { id path url width selected locked language } } }", Map.of("id", movie)).at("/movie/poster");
    }

    private String idOf(String movie, String path) {
        var images = client().data("query($id: ID!) { movie(id: $id) { artwork { id path } } }", Map.of("id", movie));
        return IntStream.range(0, images.at("/movie/artwork").size()).mapToObj(i -> images.at("/movie/artwork/" + i))
                .filter(image -> image.get("path").asText().equals(path)).findFirst().orElseThrow().get("id").asText();
    }

    private void choose(String mutation, String imageId, String further) {
        var answer = client().data("mutation { " + mutation + "(input: {imageId: \"" + imageId + "\"" + further
                + "}) { userErrors { code } } }");
        assertThat(answer.at("/" + mutation + "/userErrors")).isEmpty();
    }

    @Test
    void givenImagesInLanguages_whenAPosterIsAsked_thenItIsTheViewersThenOneWithoutTextThenEnglish() throws Exception {
        var movie = art().movie("Languages", "/fr", "/en", "/none", "/de", "/pt-BR");
        assertThat(poster(movie, "").get("url").isNull()).isTrue();
        for (var language : List.of("fr", "en", "de", "pt-BR")) {
            attach(movie, ImageKind.POSTER, "/" + language, Color.RED, Optional.of(language));
        }
        assertThat(poster(movie, "").get("path").asText()).isEqualTo("/en");
        attach(movie, ImageKind.POSTER, "/none", Color.RED, Optional.empty());

        assertThat(poster(movie, "").get("path").asText()).isEqualTo("/none");
        assertThat(poster(movie, "(language: \"de\")").get("path").asText()).isEqualTo("/de");
        assertThat(poster(movie, "(language: \"de-AT\")").get("path").asText()).isEqualTo("/de");
        assertThat(poster(movie, "(language: \"pt\")").get("path").asText()).isEqualTo("/pt-BR");
        assertThat(poster(movie, "(language: \"it\")").get("path").asText()).isEqualTo("/none");
    }

    @Test
    void givenASelectedPicture_whenImportedAgainWithOthers_thenItIsStillShown() throws Exception {
        var movie = art().movie("Chosen", "/1", "/2");
        attach(movie, ImageKind.POSTER, "/1", Color.RED, Optional.empty());
        attach(movie, ImageKind.POSTER, "/2", Color.BLUE, Optional.empty());
        assertThat(poster(movie, "").get("path").asText()).isEqualTo("/1");
        var second = idOf(movie, "/2");

        choose("selectArtwork", second, "");
        var chosen = poster(movie, "");
        art().movie("Chosen", "/3");
        attach(movie, ImageKind.POSTER, "/3", Color.GREEN, Optional.empty());

        assertThat(chosen.get("selected").asBoolean()).isTrue();
        assertThat(poster(movie, "")).isEqualTo(chosen);
        assertThat(attach(movie, ImageKind.POSTER, "/2", Color.PINK, Optional.empty())).isFalse();
        assertThat(poster(movie, "")).isEqualTo(chosen);
        choose("selectArtwork", second, " selected: false");
        assertThat(poster(movie, "").get("path").asText()).isEqualTo("/3");
    }

    @Test
    void givenALockedPicture_whenASourceNamesAnotherOne_thenItIsNeitherReplacedNorHidden() throws Exception {
        var movie = art().movie("Locked", "/1");
        attach(movie, ImageKind.POSTER, "/1", Color.RED, Optional.empty());
        choose("lockArtwork", idOf(movie, "/1"), "");
        var locked = poster(movie, "");

        art().movie("Locked", "/0", "/9");
        attach(movie, ImageKind.POSTER, "/0", Color.GREEN, Optional.empty());

        assertThat(locked.get("locked").asBoolean()).isTrue();
        assertThat(attach(movie, ImageKind.POSTER, "/1", Color.BLUE, Optional.empty())).isFalse();
        assertThat(poster(movie, "")).isEqualTo(locked);
        choose("lockArtwork", locked.get("id").asText(), " locked: false");
        assertThat(attach(movie, ImageKind.POSTER, "/0", Color.BLUE, Optional.empty())).isTrue();
    }

    @Test
    void givenAnUpload_whenItIsTaken_thenItIsShown_andNotedOnce() throws SQLException {
        var movie = art().movie("Uploaded", "/1");

        var image = art().uploaded(movie, "POSTER", SamplePictures.jpeg(200, 300, Color.ORANGE),
                Map.of("language", "de"));

        assertThat(poster(movie, "").get("id")).isEqualTo(image.get("id"));
        assertThat(image.get("url").asText()).matches("/artwork/[0-9a-f]{64}");
        assertThat(image.get("source").asText()).isEqualTo("upload");
        assertThat(List.of(image.get("width").asInt(), image.get("height").asInt())).containsExactly(200, 300);
        assertThat(image.get("dominantColor").asText()).matches("#f[0-9a-f]c[0-9a-f]0[0-9a-f]");
        assertThat(image.get("thumbHash").asText()).hasSizeBetween(24, 36);
        assertThat(Tables.query(folder(), "SELECT action, outcome, label FROM audit_log WHERE target = '" + movie
                + "'")).contains("|uploadArtwork|SUCCESS|Uploaded");
        choose("removeArtwork", image.get("id").asText(), "");
        assertThat(poster(movie, "").get("path").asText()).isEqualTo("/1");
    }

    @Test
    void givenWhatIsNoPicture_whenUploaded_thenTheErrorSaysWhy_andNothingIsKept() {
        var movie = art().movie("Refused");
        var svg = art().upload(movie, "POSTER", "<svg onload='a()'/>".getBytes(StandardCharsets.UTF_8), Map.of());
        var bomb = art().upload(movie, "POSTER",
                SamplePictures.saying(SamplePictures.png(4, 4, Color.RED), 60_000, 60_000), Map.of());
        var nowhere = art().upload("movie_0000000000000", "POSTER", SamplePictures.png(4, 4, Color.RED), Map.of());
        var nonsense = art().upload(movie, "POSTER", SamplePictures.png(4, 4, Color.RED), Map.of("language", "d e"));

        assertThat(svg.at("/userErrors/0/code").asText()).isEqualTo("INVALID");
        assertThat(svg.at("/userErrors/0/message").asText()).contains("SVG");
        assertThat(svg.at("/userErrors/0/path").toString()).isEqualTo("[\"input\",\"file\"]");
        assertThat(bomb.at("/userErrors/0/code").asText()).isEqualTo("OUT_OF_RANGE");
        assertThat(bomb.at("/userErrors/0/message").asText()).contains("TOO_MANY_PIXELS", "60000");
        assertThat(nowhere.at("/userErrors/0/path/1").asText()).isEqualTo("itemId");
        assertThat(nonsense.at("/userErrors/0/path/1").asText()).isEqualTo("language");
        assertThat(poster(movie, "").isNull()).isTrue();
    }

    @Test
    void givenSeriesWithSeasons_whenTheirPicturesAreAsked_thenStatementsAreAsFewForAll() throws Exception {
        var images = List.of(object("kind", "POSTER", "source", "s", "path", "/p"),
                object("kind", "STILL", "source", "s", "path", "/s"),
                object("kind", "BACKDROP", "source", "s", "path", "/b"));
        var series = IntStream.range(0, 8).mapToObj(i -> object("ratingKey", "shown" + i, "title", "Shown " + i,
                "images", images, "cast", List.of(object("character", "C", "person", object("name", "P" + i))),
                "seasons", List.of(with(season(1, episode(1, "images", images),
                        episode(2, "images", images)), "images", images))))
                .toList();
        client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", series));
        var query = "query($first: Int) { allSeries(first: $first) { edges { node {"
                + " id poster { url width } backdrop { url } artwork { id selected } cast { person { photo { url } } }"
                + " seasons { poster { url } episodes { still { id thumbHash } } } } } } }";
        var id = client().data(query, Map.of("first", 1)).findValue("id").asText();
        attach(id, ImageKind.BACKDROP, "/b", Color.RED, Optional.empty());

        counter.reset();
        client().data(query, Map.of("first", 1));
        var forOne = counter.statements().size();
        counter.reset();
        var all = client().data(query, Map.of("first", 8));

        assertThat(counter.statements()).hasSize(forOne);
        assertThat(all.findValues("still")).hasSize(16).noneMatch(JsonNode::isNull);
        assertThat(all.at("/allSeries/edges/0/node/backdrop/url").asText()).startsWith("/artwork/");
    }
}
