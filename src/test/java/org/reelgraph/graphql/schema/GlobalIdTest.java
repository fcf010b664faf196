package org.reelgraph.graphql.schema;

import com.github.f4b6a3.tsid.Tsid;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Ids are written as the library that reads them writes them. */
class GlobalIdTest {

    @Test
    void givenAnyNumber_whenItsIdIsWritten_thenItIsTheTsidOfTheNumber() {
        LongStream.concat(LongStream.of(0, 1, 31, 32, Long.MAX_VALUE, Long.MIN_VALUE, -1), new Random(1).longs(1_000))
                .forEach(number -> {
                    var id = GlobalId.of("episode", number);
                    assertThat(id).isEqualTo("episode_" + Tsid.from(number));
                    assertThat(GlobalId.encode("episode", number)).hasToString(id);
                    assertThat(GlobalId.parse(id)).isEqualTo(new GlobalId("episode", number));
                });
    }
}
