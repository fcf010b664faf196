package org.reelgraph.imports.records;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "/", "9", "9/", "e9", "9 "})
    @Timeout(60)
    void givenAVeryLongText_whenReadAsARating_thenItIsRefusedAndNotLookedThroughFromEachOfItsPlaces(String part) {
        var text = "1" + part.repeat(1_000_000 / part.length()) + "x";

        assertThatThrownBy(() -> Values.rating(text, "rating")).isInstanceOf(UnusableValue.class);
    }
}
