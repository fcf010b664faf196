package org.reelgraph.storage;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PolledDataVersionTest {

    private final DataVersion version = new PolledDataVersion() {
        @Override
        protected String state() {
            return "";
        }
    };

    @Test
    void givenWhoMayDoWhat_whenOnlyTheLibraryChanges_thenItIsNotReadAnew() {
        var reads = new ArrayList<String>();
        var roles = new VersionedCache<String, Integer>(version, user -> {
            reads.add(user);
            return 1;
        }, 10);
        roles.get("ada");

        version.libraryChanged();
        roles.get("ada");

        assertThat(reads).containsExactly("ada");
        version.changed();
        roles.get("ada");
        assertThat(reads).containsExactly("ada", "ada");
    }

    @Test
    void givenAnyChange_whenTheNumberOfAllDataIsAsked_thenItDiffers() {
        var before = version.now();

        version.libraryChanged();
        var between = version.now();
        version.changed();

        assertThat(version.now()).isNotIn(before, between);
        assertThat(between).isNotEqualTo(before);
    }
}
