package org.reelgraph.imports.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_534, 65_535, 65_536, 65_537, 200_000})
    void givenALineOfAnyLength_whenSplit_thenItAndTheNextAreWhole(int length) throws IOException {
        var first = "a".repeat(length);

        assertThat(split(first + "\nb\n\nc")).containsExactly(first, "b", "", "c");
        assertThat(split(first + "\n")).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 200_000})
    void givenALineThatIsNotReadToItsEnd_whenTheNextIsAskedFor_thenTheRestIsSkipped(int length) throws IOException {
        try (var lines = lines("a".repeat(length) + "\nb")) {
            assertThat(lines.next()).isTrue();
            assertThat(lines.current().read()).isEqualTo('a');
            assertThat(lines.next()).isTrue();
            assertThat(lines.number()).isEqualTo(2);
            assertThat(lines.current().readAllBytes()).containsExactly('b');
            assertThat(lines.next()).isFalse();
        }
    }

    private static List<String> split(String text) throws IOException {
        try (var lines = lines(text)) {
            var split = new ArrayList<String>();
            while (lines.next()) {
                split.add(new String(lines.current().readAllBytes(), StandardCharsets.UTF_8));
            }
            return split;
        }
    }

    private static Lines lines(String text) {
        return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
