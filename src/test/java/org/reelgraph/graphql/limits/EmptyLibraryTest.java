package org.reelgraph.graphql.limits;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class EmptyLibraryTest extends ServerTest {

    @ParameterizedTest
    @MethodSource("org.reelgraph.graphql.limits.WholeTrees#documents")
    void givenAnEmptyLibrary_whenWholeTreesAreAskedFor_thenThereAreNone(String document) {
        assertThat(anonymous().data(document).at("/allSeries/edges")).isEmpty();
        assertThat(anonymous().data("{ allSeries { totalCount } }").at("/allSeries/totalCount").asInt()).isZero();
    }
}
