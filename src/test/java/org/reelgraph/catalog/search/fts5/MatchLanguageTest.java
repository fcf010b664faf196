package org.reelgraph.catalog.search.fts5;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;

import static org.assertj.core.api.Assertions.assertThat;

class MatchLanguageTest {

    private static final MatchExpression GOLDEN = MatchExpression.phrase(List.of("golden", "tide"));
    private static final MatchExpression HARBOUR = new Phrase(List.of("harb"), true);

    @Test
    void givenWords_thenTheyAreQuoted_andBeginningsMarked() {
        assertThat(MatchLanguage.query(IndexTable.TITLES, GOLDEN)).isEqualTo("\"golden tide\"");
        assertThat(MatchLanguage.query(IndexTable.TITLES, HARBOUR)).isEqualTo("\"harb\" *");
        assertThat(MatchLanguage.query(IndexTable.TITLES, MatchExpression.phrase(List.of("a\"b OR c"))))
                .isEqualTo("\"a\"\"b OR c\"");
    }

    @Test
    void givenSeveralParts_thenParenthesesKeepThemTogether() {
        assertThat(MatchLanguage.query(IndexTable.TITLES,
                new Except(GOLDEN.or(HARBOUR), MatchExpression.all(List.of(GOLDEN, HARBOUR)))))
                .isEqualTo("(((\"golden tide\" OR \"harb\" *)) NOT ((\"golden tide\" AND \"harb\" *)))");
    }

    @Test
    void givenTexts_thenEachTableNamesItsColumns() {
        assertThat(MatchLanguage.query(IndexTable.TITLES, GOLDEN.inTitle())).isEqualTo("(title : (\"golden tide\"))");
        assertThat(MatchLanguage.query(IndexTable.TITLES, GOLDEN.inAnyTitle()))
                .isEqualTo("({title original_title} : (\"golden tide\"))");
        assertThat(MatchLanguage.query(IndexTable.TEXTS, GOLDEN.inAnyTitle()))
                .isEqualTo("(titles : (\"golden tide\"))");
        assertThat(MatchLanguage.query(IndexTable.TEXTS, GOLDEN.inAnyText()))
                .isEqualTo("({titles summary} : (\"golden tide\"))");
    }

    @Test
    void givenCharacters_thenTheyAreLookedForAsPairs() {
        assertThat(MatchLanguage.query(IndexTable.FRAGMENTS, new Characters("sea", false, false)))
                .isEqualTo("\"se ea\"");
        assertThat(MatchLanguage.query(IndexTable.FRAGMENTS, new Characters("sea", true, true)))
                .isEqualTo("^\"se ea a\uE000\"");
        assertThat(MatchLanguage.query(IndexTable.FRAGMENTS, new Characters("s", true, false))).isEqualTo("^\"s\" *");
        assertThat(MatchLanguage.query(IndexTable.FRAGMENTS, new Characters("c+", false, false)))
                .isEqualTo("\"c\uE12B\"");
    }
}
