package org.reelgraph;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LauncherTest {

    private static final int CLASS_FILE_VERSION_OF_JAVA_17 = 61;

    @Test
    void givenAnOlderJava_whenStarted_thenItSaysWhichIsNeeded() {
        var out = new ByteArrayOutputStream();

        assertThat(Launcher.supports(17, new PrintStream(out))).isFalse();

        assertThat(out.toString()).isEqualToIgnoringNewLines("Reelgraph needs Java 25, this is 17.");
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 26})
    void givenARecentJava_whenStarted_thenItSaysNothing(int version) {
        var out = new ByteArrayOutputStream();

        assertThat(Launcher.supports(version, new PrintStream(out))).isTrue();
        assertThat(out.size()).isZero();
    }

    @Test
    void givenTheLauncher_whenItsClassFileIsRead_thenJava17UnderstandsIt() throws IOException {
        try (var file = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
            assertThat(file.readInt()).isEqualTo(0xCAFEBABE);
            file.readUnsignedShort();
            assertThat(file.readUnsignedShort()).isEqualTo(CLASS_FILE_VERSION_OF_JAVA_17);
        }
    }
}
