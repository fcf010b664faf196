package org.reelgraph.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** Files, and the programs that look at them. */
class VerifyMediaTest extends ServerTest {

    private static final String GOOD = """
                                       {"format": {"format_name": "matroska,webm", "duration": "5400.2", "bit_rate": "9000000"},
                                        "streams": [{"codec_type": "audio"}, {"codec_type": "video", "width": 1920,
                                          "height": 1080, "display_aspect_ratio": "16:9"}]}""";

    private Verifications verifications;
    private static int count;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.media-dirs",
                folder().toAbsolutePath() + "/missing, " + Verifications.folder(folder(), "media") + ","
                        + Verifications.folder(folder(), "more"),
                "reelgraph.ffprobe",
                Verifications.folder(folder(), "programs").resolve("ffprobe").toString(), "reelgraph.ffmpeg",
                Verifications.folder(folder(), "programs").resolve("ffmpeg").toString(), "reelgraph.probe-timeout",
                "5s");
    }

    @BeforeEach
    void writePrograms() {
        verifications = new Verifications(client(), folder());
        verifications.probe(GOOD);
        verifications.program("ffmpeg", "exit 0");
    }

    private String movie() {
        return verifications.movie("Quiet Harbour " + ++count);
    }

    @Test
    void givenAFileWithoutFault_whenItIsVerified_thenNothingIsWrongAndEverythingWasChecked() {
        var movie = movie();
        verifications.media("fine.mkv", "picture");

        var found = verifications.verified(movie, "ALL", "fine.mkv");

        assertThat(found.get("issues")).isEmpty();
        assertThat(Verifications.notChecked(found)).containsExactly("QUALITY NOT_APPLICABLE");
        assertThat(found.get("topSeverity").isNull()).isTrue();
        assertThat(found.get("filePath").asText()).endsWith("fine.mkv");
        assertThat(found.at("/media/id").asText()).isEqualTo(movie);
        assertThat(found.get("job").isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "matroska,webm | a.mkv  | ",
            "matroska,webm | a.webm | container_not_allowed WARN",
            "mov,mp4,m4a,3gp,3g2,mj2 | a.mp4 | ",
            "mov,mp4,m4a,3gp,3g2,mj2 | a.m4v | ",
            "avi | a.avi | container_not_allowed WARN"})
    void givenAContainer_whenItIsVerified_thenFfprobesFamilyOfNamesIsUnderstood(String names, String file,
            String expected) {
        var movie = movie();
        verifications.media(file, "picture");
        verifications.probe(GOOD.replace("matroska,webm", names));

        assertThat(Verifications.issues(verifications.verified(movie, "ARR", file)))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a.exe    | text           | as its ending tells",
            "a.mkv    | MZ program     | as its first bytes tell",
            "a.mp4    | #!/bin/sh      | as its first bytes tell",
            "b.mkv    | Rar!           | as its first bytes tell",
            "film.mkv.lnk | text       | as its ending tells",
            "c.mkv    | [InternetShortcut] | as its first bytes tell",
            "d.bat    | text           | as its ending tells"})
    void givenWhatIsNoMedia_whenItIsVerified_thenItIsDangerous_andNoProgramIsGivenIt(String file, String content,
            String reason) {
        var movie = movie();
        verifications.media(file, content);
        verifications.program("ffprobe", "touch \"$0.called\"; exit 1");

        var found = verifications.verified(movie, "ALL", file);

        assertThat(Verifications.issues(found)).containsExactly("dangerous_file ERROR");
        assertThat(found.at("/issues/0/message").asText()).endsWith(reason);
        assertThat(Verifications.folder(folder(), "programs").resolve("ffprobe.called")).doesNotExist();
    }

    @Test
    void givenAFileWithoutAnEnding_whenItIsVerified_thenItsNameIsNoEnding() {
        var movie = movie();
        verifications.media("exe", "text");
        verifications.probe(GOOD);

        assertThat(Verifications.issues(verifications.verified(movie, "ARR", "exe")))
                .doesNotContain("dangerous_file ERROR");
    }

    @Test
    void givenABook_whenItsArchiveOfPagesIsVerified_thenItIsFine_andItIsNotPlayed() {
        var book = client()
                .data("mutation { importBooks(input: {books: [{title: \"Pages\", ratingKey: \"pages\"}]}) {"
                        + " books { id } } }")
                .at("/importBooks/books/0/id").asText();
        verifications.media("pages.epub", "PK\003\004");

        var found = verifications.verified(book, "ALL", "pages.epub");

        assertThat(found.get("issues")).isEmpty();
        assertThat(Verifications.notChecked(found)).contains("DURATION NOT_APPLICABLE", "DECODING NOT_APPLICABLE",
                "CONTAINER NOT_APPLICABLE");
    }

    @Test
    void givenMoreThanThreeErrorsOfFfmpeg_whenItIsVerified_thenTheFileIsCorrupt() {
        var movie = movie();
        verifications.media("errors.mkv", "picture");
        verifications.program("ffmpeg", "printf 'one\\ntwo\\nthree\\n' >&2");
        assertThat(verifications.verified(movie, "PLAYER", "errors.mkv").get("issues")).isEmpty();
        verifications.program("ffmpeg", "printf 'one\\ntwo\\nthree\\nfour\\n' >&2");

        var found = verifications.verified(movie, "PLAYER", "errors.mkv");

        assertThat(Verifications.issues(found)).containsExactly("corrupt ERROR");
        assertThat(found.at("/issues/0/message").asText()).isEqualTo("4 errors in the first 30 seconds, such as: one");
    }

    @Test
    void givenNoProgram_whenItIsVerified_thenNothingIsMadeUp() throws IOException {
        var movie = movie();
        verifications.media("alone.mkv", "picture");
        Files.delete(verifications.program("ffprobe", ""));
        Files.delete(verifications.program("ffmpeg", ""));

        var found = verifications.verified(movie, "ALL", "alone.mkv");

        assertThat(found.get("issues")).isEmpty();
        assertThat(Verifications.notChecked(found)).containsExactly("CONTAINER NO_PROGRAM", "DURATION NO_PROGRAM",
                "BITRATE NO_PROGRAM", "ASPECT_RATIO NO_PROGRAM", "QUALITY NOT_APPLICABLE", "DECODING NO_PROGRAM");
    }

    @Test
    void givenAProgramThatHangs_whenItIsVerified_thenItEndsWithAllThatItHasStarted() throws IOException {
        var movie = movie();
        verifications.media("hangs.mkv", "picture");
        var child = Verifications.folder(folder(), "programs").resolve("child");
        verifications.program("ffprobe", "sleep 600 & echo $! > " + child + "; wait");

        var found = verifications.verified(movie, "ARR", "hangs.mkv");

        assertThat(Verifications.notChecked(found)).contains("CONTAINER TIMED_OUT", "DURATION TIMED_OUT");
        assertEnds(child);
    }

    private static void assertEnds(Path file) throws IOException {
        var pid = Long.parseLong(Files.readString(file).strip());
        // It has been killed, and may be there for a moment yet.
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            Pause.briefly();
        }
    }

    @Test
    void givenAProgramThatHangs_whenTheJobIsCancelled_thenItEnds_andNothingIsKeptOfTheItem() throws IOException {
        var movie = movie();
        verifications.media("cancelled.mkv", "picture");
        var own = Verifications.folder(folder(), "programs").resolve("own");
        verifications.program("ffmpeg", "echo $$ > " + own + ".new; mv " + own + ".new " + own + "; exec sleep 600");
        var id = verifications.start(Map.of("ids", List.of(movie), "path", "cancelled.mkv")).at("/job/id").asText();
        while (!Files.exists(own)) {
            Pause.briefly();
        }

        client().data("mutation($id: ID!) { cancelJob(input: {id: $id}) { job { state } } }", Map.of("id", id));
        new Jobs(client(), folder()).awaitEnd(id);

        assertThat(verifications.job(id).get("state").asText()).isEqualTo("CANCELLED");
        assertThat(verifications.found(movie).isNull()).isTrue();
        assertEnds(own);
    }

    @Test
    void givenANameLikeAnOption_whenItIsVerified_thenItIsAFile_andSecretsStayHere() throws IOException {
        var movie = movie();
        verifications.media("-version.mkv", "picture");
        var seen = Verifications.folder(folder(), "programs").resolve("seen");
        verifications.program("ffprobe", "for last; do :; done; echo \"$last\" > " + seen + "; env >> " + seen
                + "; echo '{}'");

        verifications.verified(movie, "ARR", "-version.mkv");

        assertThat(Files.readAllLines(seen)).first().asString().startsWith("file:/").endsWith("/media/-version.mkv");
        assertThat(Files.readString(seen)).doesNotContain("REELGRAPH", "JAVA_HOME");
    }

    @Test
    void givenAnAnswerWithoutEnd_whenItIsVerified_thenItsBeginningIsRead_andTheServerGoesOn() {
        var movie = movie();
        verifications.media("endless.mkv", "picture");
        verifications.program("ffprobe", "yes '{\"format\": '");

        assertThat(Verifications.notChecked(verifications.verified(movie, "ARR", "endless.mkv")))
                .contains("CONTAINER TIMED_OUT");
    }

    @Test
    void givenWhatFfprobeCantRead_whenItIsVerified_thenThatIsSaid() {
        var movie = movie();
        verifications.media("broken.mkv", "picture");
        verifications.program("ffprobe", "echo 'EBML header parsing failed' >&2; exit 1");

        var found = verifications.verified(movie, "ARR", "broken.mkv");

        assertThat(Verifications.issues(found)).containsExactly("unreadable ERROR");
        assertThat(found.at("/issues/0/message").asText()).contains("EBML header parsing failed");
        assertThat(Verifications.notChecked(found)).contains("CONTAINER UNKNOWN");
    }

    @Test
    void givenPathsThatLeadElsewhere_whenAJobIsAskedFor_thenTheyAreRefused() throws IOException {
        var movie = movie();
        Files.writeString(Verifications.folder(folder(), "media-too").resolve("a.mkv"), "secret");
        var link = Verifications.folder(folder(), "media").resolve("link.mkv");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Verifications.folder(folder(), "media-too").resolve("a.mkv"));
        Verifications.folder(folder(), "media/below");

        assertThat(refusal(movie, "../media-too/a.mkv")).isEqualTo("OUTSIDE_FOLDER at input.path");
        assertThat(refusal(movie, folder().toAbsolutePath().resolve("media-too/a.mkv").toString()))
                .isEqualTo("OUTSIDE_FOLDER at input.path");
        assertThat(refusal(movie, "link.mkv")).isEqualTo("OUTSIDE_FOLDER at input.path");
        assertThat(refusal(movie, "/dev/zero")).isEqualTo("OUTSIDE_FOLDER at input.path");
        assertThat(refusal(movie, "..")).isEqualTo("OUTSIDE_FOLDER at input.path");
        assertThat(refusal(movie, folder().toAbsolutePath().resolve("media/nowhere.mkv").toString()))
                .isEqualTo("NOT_FOUND at input.path");
        assertThat(refusal(movie, "below")).isEqualTo("NOT_FOUND at input.path");
        assertThat(refusal(movie, "nowhere.mkv")).isEqualTo("NOT_FOUND at input.path");
        assertThat(refusal(movie, "a\0b")).isEqualTo("INVALID at input.path");
    }

    private String refusal(String movie, String path) {
        return errors(object("ids", List.of(movie), "path", path)).getFirst();
    }

    private List<String> errors(Map<String, Object> input) {
        var payload = verifications.start(input);
        assertThat(payload.get("job").isNull()).isTrue();
        return payload.get("userErrors").valueStream().map(error -> error.get("code").asText() + " at "
                + String.join(".", error.get("path").valueStream().map(JsonNode::asText).toList())).toList();
    }

    @Test
    void givenAnInputThatDoesntSayWhat_whenAJobIsAskedFor_thenItIsRefused() {
        var movie = movie();

        assertThat(errors(Map.of())).containsExactly("REQUIRED at input.ids");
        assertThat(errors(Map.of("ids", List.of()))).containsExactly("REQUIRED at input.ids");
        assertThat(errors(Map.of("ids", List.of(movie, "movie_0000000000000", "x"))))
                .containsExactly("NOT_FOUND at input.ids.1", "NOT_FOUND at input.ids.2");
        assertThat(errors(Map.of("ids", IntStream.range(0, 501).mapToObj(Integer::toString).toList())))
                .containsExactly("TOO_MANY at input.ids");
        assertThat(errors(Map.of("ids", List.of(movie), "filter", Map.of())))
                .containsExactly("INVALID at input.filter");
        assertThat(errors(Map.of("kind", "MOVIE", "path", "a.mkv"))).containsExactly("INVALID at input.path");
    }
}
