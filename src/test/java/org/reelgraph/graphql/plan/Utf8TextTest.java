package org.reelgraph.graphql.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8TextTest {

    private static boolean isDecoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        for (var place = 0; place < bytes.length;) {
            var length = Utf8Text.lengthOfCharacter(bytes, place);
            if (length == 0) {
                return false;
            }
            place += length;
        }
        return true;
    }

    private static void compare(byte[] bytes) {
        if (isWellFormed(bytes) != isDecoded(bytes)) {
            assertThat(isWellFormed(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(isDecoded(bytes));
        }
    }

    @Test
    void givenAnyTwoBytesBeforeOthers_whenChecked_thenTheyAreWellFormedWhereTheyCanBeDecoded() {
        for (var others : List.of("", "80", "bf", "8080", "80bf41", "bf80808080808080")) {
            var after = HexFormat.of().parseHex(others);
            for (var two = 0; two < 0x10000; two++) {
                var bytes = Arrays.copyOf(new byte[]{(byte) (two >> 8), (byte) two}, 2 + after.length);
                System.arraycopy(after, 0, bytes, 2, after.length);
                compare(bytes);
            }
        }
    }

    @Test
    void givenTextsOfAnyLength_whenAByteIsAnother_thenTheyAreWellFormedWhereTheyCanBeDecoded() {
        var random = new Random(5);
        for (var i = 0; i < 50_000; i++) {
            var characters = random.ints(random.nextInt(14), 0, 4)
                    .map(kind -> List.of("a", "ß", "撃", "🎬").get(kind).codePointAt(0)).toArray();
            var bytes = new String(characters, 0, characters.length).getBytes(StandardCharsets.UTF_8);
            compare(bytes);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                compare(bytes);
            }
        }
    }
}
