package org.reelgraph.graphql.documents;

import io.github.bucket4j.TimeMeter;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.storage.quotas.LocalQuotas;

import static org.assertj.core.api.Assertions.assertThat;

class RegisteredDocumentsTest {

    private static final int MOST = 160_000;
    // Nothing of a quota comes back.
    private static final TimeMeter STANDING = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return 1;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private final RegisteredDocuments documents = new RegisteredDocuments(MOST, new LocalQuotas(STANDING));

    private static Caller from(String address) {
        return new Caller("-", address, "", Optional.empty());
    }

    private long known(int from, int to) {
        return IntStream.range(from, to).filter(number -> documents.find("hash" + number).isPresent()).count();
    }

    @Test
    void givenOneCaller_whenRegisteringWithoutEnd_thenTheirShareIsKeptAndNoMore() {
        IntStream.range(0, 1_000).forEach(number -> documents.add("hash" + number, "{ a }", from("10.0.0.1")));
        documents.add("other", "{ b }", from("10.0.0.2"));

        assertThat(known(0, 1_000)).isBetween(20L, 40L);
        assertThat(documents.find("other")).contains("{ b }");
    }

    @Test
    void givenManyCallers_whenRegisteringWithoutEnd_thenMemoryIsBounded_andWhatIsAskedForStays() {
        documents.add("used", "{ used }", from("10.1.0.1"));
        for (var number = 0; number < 20_000; number++) {
            documents.add("hash" + number, "{ a }", from("10.2." + number / 250 + "." + number % 250));
            assertThat(documents.find("used")).isPresent();
        }

        // Room is made a little later than documents come.
        assertThat(known(0, 20_000)).isLessThan(2_000);
    }

    @Test
    void givenADocumentThatWouldTakeAWholeShare_whenRegistered_thenItIsNotKept() {
        documents.add("large", "x".repeat(MOST / 16), from("10.0.0.1"));

        assertThat(documents.find("large")).isEmpty();
    }

    @Test
    void givenNoMemoryForThem_whenRegistered_thenNoneAreKept() {
        var none = new RegisteredDocuments(0, new LocalQuotas(STANDING));
        none.add("hash", "{ a }", from("10.0.0.1"));

        assertThat(none.isOn()).isFalse();
        assertThat(none.find("hash")).isEmpty();
    }
}
