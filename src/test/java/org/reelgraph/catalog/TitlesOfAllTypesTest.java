package org.reelgraph.catalog;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class TitlesOfAllTypesTest extends ServerTest {

    @Test
    void givenAUnion_whenTitlesOfItsMembersAreAsked_thenOneSelectionDoes() {
        new Imports(client()).series(object("title", "Tugboats", "seasons", List.of(object("number", 1, "episodes",
                List.of(object("number", 1), object("number", 2, "title", "The Tug"))))));

        var found = client()
                .data("""
                      { search(query: "tug") { edges { node { __typename ... on Series { title } ... on Movie { title }
                        ... on Episode { title } } } } }""");
        assertThat(found.findValuesAsText("title")).contains("Tugboats", "The Tug");
        assertThat(client().data(
                "{ search(query: \"tugboats\") { edges { node { ... on Series { seasons { title episodes { title } } } } } } }")
                .findValuesAsText("title")).containsExactly("Season 1", "S01E01", "The Tug");
    }
}
