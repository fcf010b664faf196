package org.reelgraph.catalog.search.fts5;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {

    private static final MatchExpression GOLDEN = MatchExpression.phrase(List.of("golden", "tide"));
    private static final MatchExpression HARBOUR = new Phrase(List.of("harb"), true);

    @Test
    void givenWords_thenTheyAreQuoted_andBeginningsMarked() {
        assertThat(Table.TITLES.query(GOLDEN)).isEqualTo("\"golden tide\"");
        assertThat(Table.TITLES.query(HARBOUR)).isEqualTo("\"harb\" *");
        assertThat(Table.TITLES.query(MatchExpression.phrase(List.of("a\"b OR c")))).isEqualTo("\"a\"\"b OR c\"");
    }

    @Test
    void givenSeveralParts_thenParenthesesKeepThemTogether() {
        assertThat(Table.TITLES.query(new Except(GOLDEN.or(HARBOUR), MatchExpression.all(List.of(GOLDEN, HARBOUR)))))
                .isEqualTo("(((\"golden tide\" OR \"harb\" *)) NOT ((\"golden tide\" AND \"harb\" *)))");
    }

    @Test
    void givenTexts_thenEachTableNamesItsColumns() {
        assertThat(Table.TITLES.query(GOLDEN.inTitle())).isEqualTo("(title : (\"golden tide\"))");
        assertThat(Table.TITLES.query(GOLDEN.inAnyTitle())).isEqualTo("({title original_title} : (\"golden tide\"))");
        assertThat(Table.TEXTS.query(GOLDEN.inAnyTitle())).isEqualTo("(titles : (\"golden tide\"))");
        assertThat(Table.TEXTS.query(GOLDEN.inAnyText())).isEqualTo("({titles summary} : (\"golden tide\"))");
    }

    @Test
    void givenCharacters_thenTheyAreLookedForAsPairs() {
        assertThat(Table.FRAGMENTS.query(new Characters("sea", false, false))).isEqualTo("\"se ea\"");
        assertThat(Table.FRAGMENTS.query(new Characters("sea", true, true))).isEqualTo("^\"se ea a\uE000\"");
        assertThat(Table.FRAGMENTS.query(new Characters("s", true, false))).isEqualTo("^\"s\" *");
        assertThat(Table.FRAGMENTS.query(new Characters("c+", false, false))).isEqualTo("\"c\uE12B\"");
    }
}
