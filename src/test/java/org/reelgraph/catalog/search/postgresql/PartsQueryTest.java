package org.reelgraph.catalog.search.postgresql;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;

import static org.assertj.core.api.Assertions.assertThat;

class PartsQueryTest {

    private static final MatchExpression GOLDEN = MatchExpression.phrase(List.of("golden", "tide"));
    private static final MatchExpression HARBOUR = new Phrase(List.of("harb"), true);

    @Test
    void givenWords_thenAllOfThemAreAskedFor_andBeginningsMarked() {
        assertThat(PartsQuery.of(GOLDEN)).isEqualTo("('golden' & 'tide')");
        assertThat(PartsQuery.of(HARBOUR)).isEqualTo("('harb':*)");
        assertThat(PartsQuery.of(MatchExpression.phrase(List.of("a'b\\c")))).isEqualTo("('a''b\\\\c')");
    }

    @Test
    void givenWhatIsNotWanted_thenTheIndexIsAskedForTheRest() {
        assertThat(PartsQuery.of(new Except(GOLDEN.or(HARBOUR), GOLDEN).inTitle()))
                .isEqualTo("(('golden' & 'tide') | ('harb':*))");
    }

    @Test
    void givenCharacters_thenTheirPairsAreAskedFor() {
        assertThat(PartsQuery.of(new Characters("sea", false, false))).isEqualTo("('se' & 'ea')");
        assertThat(PartsQuery.of(new Characters("sea", true, true))).isEqualTo("('se' & 'ea' & 'a\uE000')");
        assertThat(PartsQuery.of(new Characters("s", true, false))).isEqualTo("'s':*");
    }

    @Test
    void givenAWordThatIsTooLong_thenItIsCutBetweenCharacters() {
        assertThat(Parts.cut("é".repeat(1_001))).isEqualTo("é".repeat(1_000));
        assertThat(Parts.cut("x" + "é".repeat(1_001))).isEqualTo("x" + "é".repeat(999));
        assertThat(Parts.words(" a  b a ")).containsExactly("a", "b");
    }
}
