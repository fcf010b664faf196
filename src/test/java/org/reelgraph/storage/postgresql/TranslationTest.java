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
    void givenIdsOneByOne_thenOnePlanServesAllLists_andTheKeptOrderIsAskedFor() {
        var translation = Translation.of(
                IdQuery.oneByOne("id, s.title", "seasons s", "s.series_id = :id AND number < ?", "number").many());

        assertThat(translation.text()).isEqualTo("SELECT id, s.title FROM seasons s WHERE s.series_id"
                + " = ANY (CAST((SELECT CAST(? AS bigint[])) AS bigint[])) AND number < ?"
                + " ORDER BY s.series_id, number");
        assertThat(translation.lists().stream()).containsExactly(1);
    }

    @Test
    void givenIds_thenOnePlanServesAllLists() {
        var translation = Translation.of(IdQuery.of("SELECT id FROM t WHERE id = :id AND a = ?").many());

        assertThat(translation.text()).isEqualTo(
                "SELECT id FROM t WHERE id = ANY (CAST((SELECT CAST(? AS bigint[])) AS bigint[])) AND a = ?");
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
