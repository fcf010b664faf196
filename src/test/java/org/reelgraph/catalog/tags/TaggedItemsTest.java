package org.reelgraph.catalog.tags;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** The kinds and years that tags have of their items, after whatever may change them. */
class TaggedItemsTest extends ServerTest {

    private static final String FOUND = """
                                        query($filter: MediaFilter) { allMedia(filter: $filter) {
                                          totalCount edges { node { title } } } }""";
    private static final String UNDO = "mutation($id: ID!) { undoImport(input: {jobId: $id}) {"
            + " job { id } userErrors { message } } }";
    private static final String DIFFERING = "SELECT t.media_id, t.name FROM media_tags t"
            + " JOIN media_items m ON m.id = t.media_id"
            + " WHERE t.media_kind IS NULL OR t.media_kind <> m.kind OR coalesce(t.year, 0) <> coalesce(m.year, 0)";

    @AfterEach
    void thenTagsHaveWhatTheirItemsHave() throws SQLException {
        assertThat(Tables.query(folder(), "SELECT count(*) FROM media_tags")).doesNotContain("=0");
        assertThat(Tables.query(folder(), DIFFERING)).isEmpty();
    }

    private JsonNode movie(String key, Object... members) {
        var jobs = new Jobs(client(), folder());
        var tree = object(members);
        tree.putAll(object("kind", "MOVIE", "ratingKey", key, "title", key));
        jobs.lines("tagged.jsonl", tree);
        var job = jobs.run("tagged.jsonl");
        assertThat(Jobs.errors(job)).isEmpty();
        return job;
    }

    private List<String> found(String field, String name, Map<String, Object> year) {
        var page = client().data(FOUND, Map.of("filter", Map.of(field, Map.of("anyOf", List.of(name)), "year", year)))
                .get("allMedia");
        assertThat(page.get("totalCount").asInt()).isEqualTo(page.get("edges").size());
        return page.findValuesAsText("title");
    }

    @Test
    void givenAnImport_whenItChangesTheYearOrTheTags_thenTheItemIsFoundByWhatItHasNow_alsoAfterAnUndo() {
        movie("changing", "year", 1999, "genres", List.of("Harbour"));
        assertThat(found("genres", "HARBOUR", Map.of("equals", 1999))).containsExactly("changing");

        var later = movie("changing", "year", 2005);
        assertThat(found("genres", "Harbour", Map.of("equals", 1999))).isEmpty();
        assertThat(found("genres", "Harbour", Map.of("from", 2001))).containsExactly("changing");

        movie("changing", "year", 2006, "genres", List.of("Storm", "Harbour"));
        assertThat(found("genres", "storm", Map.of("in", List.of(1999, 2006)))).containsExactly("changing");

        var undo = client().data(UNDO, Map.of("id", later.get("id").asText())).get("undoImport");
        assertThat(undo.get("userErrors")).isEmpty();
        new Jobs(client(), folder()).awaitEnd(undo.at("/job/id").asText());
    }

    @Test
    void givenAnImportThatIsUndone_whenAsked_thenTheItemIsFoundAsBefore() {
        movie("undone", "year", 1971, "genres", List.of("Fog"));
        var later = movie("undone", "year", 1981, "genres", List.of("Fog", "Ice"));

        var undo = client().data(UNDO, Map.of("id", later.get("id").asText())).get("undoImport");
        new Jobs(client(), folder()).awaitEnd(undo.at("/job/id").asText());

        assertThat(found("genres", "Fog", Map.of("equals", 1971))).containsExactly("undone");
        assertThat(found("genres", "Fog", Map.of("equals", 1981))).isEmpty();
        assertThat(found("genres", "Ice", Map.of("from", 1900))).isEmpty();
    }

    @Test
    void givenNoYear_whenYearsAreAskedFor_thenTheItemIsNotFound() {
        movie("undated", "genres", List.of("Salt"));

        assertThat(found("genres", "Salt", Map.of("from", 1))).isEmpty();
        movie("undated", "year", 1950);
        assertThat(found("genres", "Salt", Map.of("from", 1))).containsExactly("undated");
    }

    @Test
    void givenAnotherProgram_whenItWrites_thenTheItemIsFound() throws SQLException {
        movie("labelled", "year", 1988, "genres", List.of("Sand"));

        Tables.run(folder(), "INSERT INTO media_tags (media_id, kind, position, name)"
                + " SELECT id, 'LABEL', 1, 'Seen' FROM media_items WHERE rating_key = 'labelled'");
        assertThat(found("labels", "seen", Map.of("equals", 1988))).containsExactly("labelled");

        Tables.run(folder(), "UPDATE media_items SET year = 1989 WHERE rating_key = 'labelled'");
        assertThat(found("labels", "seen", Map.of("equals", 1989))).containsExactly("labelled");
    }
}
