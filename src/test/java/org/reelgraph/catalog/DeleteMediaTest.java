package org.reelgraph.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class DeleteMediaTest extends ServerTest {

    private static final String DELETE = "mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId userErrors { code path } } }";

    private String imported(String kind, String tree) {
        var list = kind.equals("Series") ? "series" : "movies";
        return client()
                .data("mutation { import" + kind + "(input: {" + list + ": [" + tree + "]}) { " + list + " { id } } }")
                .findValuesAsText("id").getFirst();
    }

    private static String series(String key) {
        return """
               {ratingKey: "%1$s", title: "S %1$s", genres: ["Drama"], images: [{kind: POSTER, path: "a.jpg"}],
                cast: [{character: "A", person: {name: "Only %1$s"}}, {character: "B", person: {name: "Shared", externalIds: {imdb: "nm1"}}}],
                seasons: [{number: 1, images: [{kind: POSTER, path: "b.jpg"}], episodes: [{number: 1, title: "E",
                  images: [{kind: STILL, path: "c.jpg"}], cast: [{character: "C", person: {name: "Guest %1$s"}}]}]}]}"""
                .formatted(key);
    }

    private List<String> rows() throws SQLException {
        return Tables.rows(folder());
    }

    @Test
    void givenASeries_whenDeleted_thenAllThatHangsOnItIsGoneAndNothingElse() throws SQLException {
        imported("Series", series("stays"));
        var before = rows();
        var id = imported("Series", series("goes"));
        assertThat(rows()).hasSizeGreaterThan(before.size() + 8);

        var answer = client().data(DELETE, Map.of("id", id)).get("deleteMedia");

        assertThat(answer.get("deletedId").asText()).isEqualTo(id);
        assertThat(rows()).isEqualTo(before);
        assertThat(
                client().data("query($id: ID!) { series(id: $id) { title } }", Map.of("id", id)).get("series").isNull())
                .isTrue();
        assertThat(client().data(DELETE, Map.of("id", id)).at("/deleteMedia/userErrors/0/code").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(Tables.query(folder(), "SELECT action, label FROM audit_log WHERE target = '" + id + "'"))
                .containsExactly("|deleteMedia|S goes");
    }

    @Test
    void givenWhatWasDeleted_whenImportedAgain_thenItIsThereUnderAnotherId() {
        var id = imported("Movies", "{ratingKey: \"again\", title: \"Again\"}");
        client().data(DELETE, Map.of("id", id));

        assertThat(imported("Movies", "{ratingKey: \"again\", title: \"Again\"}")).isNotEqualTo(id);
    }

    @Test
    void givenAnIdOfSomethingElse_whenDeleted_thenThatIsRefused() {
        var movie = imported("Movies", "{ratingKey: \"kind\", title: \"Kind\"}");

        assertThat(
                client().answer(DELETE, Map.of("id", "season_0000000000000")).at("/errors/0/extensions/code").asText())
                .isEqualTo("BAD_USER_INPUT");
        assertThat(client().answer(DELETE, Map.of("id", "x")).at("/errors/0/extensions/code").asText())
                .isEqualTo("BAD_USER_INPUT");
        assertThat(client().data(DELETE, Map.of("id", movie.replace("movie_", "series_")))
                .at("/deleteMedia/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(client().data("query($id: ID!) { movie(id: $id) { title } }", Map.of("id", movie)).at("/movie/title")
                .asText())
                .isEqualTo("Kind");
    }
}
