package org.reelgraph.wanted;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class WantedKeysTest extends ServerTest {

    @Inject
    WantedKeyWriter writer;
    @Inject
    WriteTransactions transactions;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sort-language", SortKeys.BINARY);
    }

    private long faults(SortKeys keys) {
        return transactions.within(() -> writer.faults(keys));
    }

    private int renew(SortKeys keys) {
        return transactions.within(() -> writer.renew(keys));
    }

    private List<String> rows() throws SQLException {
        return Tables.query(folder(), "SELECT title, folded_title, namesake FROM wanted_items ORDER BY id");
    }

    @Test
    void givenTitlesThatAreTheSameInAnotherLanguage_whenTheLanguageIsChangedAndBack_thenAllKeysFollowIt()
            throws SQLException {
        var und = SortKeys.in("und").orElseThrow();
        var binary = SortKeys.in(SortKeys.BINARY).orElseThrow();
        for (var title : List.of("Amélie", "AMELIE", "amelié")) {
            client().data("mutation($title: String!) { createWantedItem(input: {kind: MOVIE, title: $title}) {"
                    + " wantedItem { id } } }", Map.of("title", title));
        }
        assertThat(faults(binary)).isZero();
        assertThat(faults(und)).isEqualTo(3);

        assertThat(renew(und)).isEqualTo(3);

        assertThat(faults(und)).isZero();
        assertThat(rows()).containsExactly("|Amélie|amelie|0", "|AMELIE|amelie|1", "|amelié|amelie|2");
        assertThat(renew(binary)).isEqualTo(3);
        assertThat(faults(binary)).isZero();
        assertThat(rows()).containsExactly("|Amélie|amélie|0", "|AMELIE|amelie|0", "|amelié|amelié|0");
    }
}
