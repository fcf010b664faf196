package org.reelgraph.storage.postgresql;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonArray;

import static org.assertj.core.api.Assertions.assertThat;

class TranslationTest {

    @Test
    void givenALimitAndAList_thenOnlyTheListIsAnArray() {
        var translation = Translation.of("SELECT '?' FROM t WHERE a = ? AND id" + JsonArray.IN + " LIMIT ?");

        assertThat(translation.text()).isEqualTo("SELECT '?' FROM t WHERE a = ? AND id = ANY (?) LIMIT ?");
        assertThat(translation.lists().stream()).containsExactly(2);
    }

    @Test
    void givenATableOfIds_thenTheyAreUnpacked_andTheKeptOrderIsAskedFor() {
        var translation = Translation.of(IdQuery.oneByOne("id", "seasons", "series_id = :id", "number").many());

        assertThat(translation.text()).isEqualTo(
                "SELECT id FROM (SELECT value AS wanted FROM unnest(CAST(? AS bigint[])) AS each(value)) AS list"
                        + " CROSS JOIN seasons WHERE series_id = wanted ORDER BY wanted, number");
        assertThat(translation.lists().stream()).containsExactly(1);
    }

    @Test
    void givenAListInAUnion_thenItIsUnpackedToo() {
        var translation = Translation.of("id" + JsonArray.IN_EACH + "?) UNION ALL SELECT id FROM t WHERE b = ?)");

        assertThat(translation.text())
                .isEqualTo("id IN (SELECT value FROM unnest(CAST(? AS bigint[])) AS each(value) UNION ALL"
                        + " SELECT id FROM t WHERE b = ?)");
        assertThat(translation.lists().stream()).containsExactly(1);
    }

    @Test
    void givenLists_thenTheyAreWrittenAsArrays() {
        assertThat(ArrayLiteral.of(JsonArray.ofIds(List.of(1L, -2L)))).isEqualTo("{1,-2}");
        assertThat(ArrayLiteral.of(JsonArray.of(List.of()))).isEqualTo("{}");
        assertThat(ArrayLiteral.of(JsonArray.of(List.of("a,b", "\"q\\", "", "NULL", "{é\n}"))))
                .isEqualTo("{\"a,b\",\"\\\"q\\\\\",\"\",\"NULL\",\"{é\n}\"}");
    }
}
