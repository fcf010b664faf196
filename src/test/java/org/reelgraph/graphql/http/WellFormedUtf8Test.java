package org.reelgraph.graphql.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bytes are let through if Java's strict decoder takes them. */
class WellFormedUtf8Test {

    // Where the ranges of the definition begin and end.
    private static final int[] EDGES = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
            0xe1,
            0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff};

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é€😀", "\0\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff𐀀\udbff\udfff"})
    void givenText_whenReadInPartsOrByteByByte_thenItComesThrough(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(new WellFormedUtf8(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(bytes);
        for (var size = 1; size < 5; size++) {
            assertThat(isTaken(bytes, size)).isTrue();
        }
        try (var single = new WellFormedUtf8(new ByteArrayInputStream(bytes))) {
            for (var each : bytes) {
                assertThat(single.read()).isEqualTo(each & 0xff);
            }
            assertThat(single.read()).isEqualTo(-1);
        }
    }

    @Test
    void givenBytesAtRandom_whenRead_thenTheyComeThroughIfTheyAreUtf8() {
        var random = new Random(1);
        var taken = 0;
        for (var round = 0; round < 100_000; round++) {
            var bytes = new byte[random.nextInt(5)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            assertThat(isTaken(bytes, 1 + random.nextInt(3))).as("%s", bytes).isEqualTo(isUtf8(bytes));
            taken += isUtf8(bytes) ? 1 : 0;
        }
        assertThat(taken).isBetween(10_000, 90_000);
    }

    @Test
    void givenACharacterThatEndsTooSoon_whenReadByteByByte_thenThatIsAFault() {
        assertThatThrownBy(() -> {
            try (var bytes = new WellFormedUtf8(new ByteArrayInputStream(new byte[]{(byte) 0xc3}))) {
                bytes.read();
                bytes.read();
            }
        }).isInstanceOf(IOException.class);
    }

    private static boolean isTaken(byte[] bytes, int size) {
        try (var checked = new WellFormedUtf8(new ByteArrayInputStream(bytes))) {
            var part = new byte[size];
            while (checked.read(part) >= 0) {
                // All of it is read.
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
