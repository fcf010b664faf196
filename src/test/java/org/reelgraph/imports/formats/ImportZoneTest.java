package org.reelgraph.imports.formats;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class ImportZoneTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.import-zone", "Europe/Berlin");
    }

    @Test
    void givenAZone_whenTimesWithoutOffsetAreImported_thenTheyAreReadInIt_andOthersAsTheySay() {
        var jobs = new Jobs(client(), folder());
        jobs.file("zone.json", """
                               [{"ratingKey": 1, "title": "Summer", "addedAt": "2023-07-28T07:03:54"},
                                {"ratingKey": 2, "title": "Winter", "addedAt": "2023-12-28T07:03:54.25"},
                                {"ratingKey": 3, "title": "Offset", "addedAt": "2023-12-28T07:03:54-05:00"}]""");

        jobs.run("zone.json");

        assertThat(client().data("{ allMovies { edges { node { title addedAt } } } }").findValuesAsText("addedAt"))
                .isEqualTo(List.of("2023-12-28T12:03:54Z", "2023-07-28T05:03:54Z", "2023-12-28T06:03:54.250Z"));
    }
}
