package org.reelgraph.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** ffprobe and ffmpeg themselves, where they are installed. */
@DatabaseIndependent
class InstalledProgramsTest extends ServerTest {

    private Verifications verifications;
    private Path media;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.media-dirs", Verifications.folder(folder(), "media").toString());
    }

    @BeforeEach
    void begin() {
        assumeThat(Arrays.stream(System.getenv("PATH").split(":"))
                .filter(folder -> Files.isExecutable(Path.of(folder, "ffprobe"))
                        && Files.isExecutable(Path.of(folder, "ffmpeg"))))
                .as("ffprobe and ffmpeg on the PATH").isNotEmpty();
        verifications = new Verifications(client(), folder());
        media = Verifications.folder(folder(), "media");
    }

    private void encode(String name, String size) throws IOException, InterruptedException {
        var command = List.of("ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
                "testsrc=duration=20:size=" + size + ":rate=5", "-c:v", "mpeg4", media.resolve(name).toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void givenAVideo_whenItIsVerified_thenItsFactsAreKnown() throws Exception {
        var movie = verifications.movie("Test picture 1080p");
        encode("test.mkv", "320x180");

        var found = verifications.verified(movie, "ALL", "test.mkv");

        assertThat(Verifications.issues(found)).contains("short_duration WARN", "suspicious_duration ERROR",
                "quality_mismatch ERROR").doesNotContain("container_not_allowed WARN", "corrupt ERROR");
        assertThat(found.get("issues").findValuesAsText("message")).contains("Duration 20s < 60s",
                "The title claims 1080p, but the picture is 180p");
        assertThat(found.get("notChecked")).isEmpty();
    }

    @Test
    void givenAVideoInMp4SideBySide_whenItIsVerified_thenItsShapeIsWrong() throws Exception {
        var movie = verifications.movie("Side by side");
        encode("wide.mp4", "640x180");

        assertThat(Verifications.issues(verifications.verified(movie, "PLAYER", "wide.mp4")))
                .containsExactly("short_duration WARN", "suspicious_duration ERROR", "aspect_ratio ERROR");
    }

    @Test
    void givenAVideoThatWasOverwrittenInPart_whenItIsVerified_thenItIsCorrupt() throws Exception {
        var movie = verifications.movie("Damaged");
        encode("damaged.mkv", "320x180");
        var bytes = Files.readAllBytes(media.resolve("damaged.mkv"));
        for (var i = 2000; i < bytes.length - 2000; i += 7) {
            bytes[i] ^= 0x55;
        }
        Files.write(media.resolve("damaged.mkv"), bytes);

        assertThat(Verifications.issues(verifications.verified(movie, "PLAYER", "damaged.mkv")))
                .contains("corrupt ERROR");
    }

    @Test
    void givenTextWithTheEndingOfAVideo_whenItIsVerified_thenItIsUnreadable() {
        var movie = verifications.movie("Text");
        verifications.media("text.mkv", "no picture at all");

        assertThat(Verifications.issues(verifications.verified(movie, "PLAYER", "text.mkv")))
                .containsExactly("unreadable ERROR");
    }

    @Test
    void givenAPlaylistThatNamesAnotherFile_whenItIsVerified_thenThatFileIsntOpened() throws Exception {
        var movie = verifications.movie("Playlist");
        encode("part.ts", "320x180");
        Files.move(media.resolve("part.ts"), folder().toAbsolutePath().resolve("outside.ts"));
        Files.writeString(media.resolve("list.m3u8"), "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\nfile://"
                + folder().toAbsolutePath().resolve("outside.ts") + "\n#EXT-X-ENDLIST\n");

        var found = verifications.verified(movie, "PLAYER", "list.m3u8");

        assertThat(Verifications.issues(found)).as(found.toString()).containsExactly("unreadable ERROR");
    }
}
