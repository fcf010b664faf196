package org.reelgraph.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DiskSpaceTest {

    @TempDir
    private Path folder;

    @Test
    void givenLessFreeThanThereHasToBe_whenChecked_thenItIsSaidHowMuchThereIs() {
        var folders = new Folders(folder, folder);

        assertThat(new DiskSpace(folders, 0).problem()).isEmpty();
        assertThat(new DiskSpace(folders, Integer.MAX_VALUE).problem()).get().asString().startsWith("Only ")
                .endsWith(" MB are free where the data folder lies, of the 2147483647 MB that there have to be.");
    }
}
