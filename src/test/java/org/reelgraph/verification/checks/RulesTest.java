package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseIndependent
class RulesTest {

    private static final Gap GAP = new Gap(Reason.UNKNOWN, "It isn't known.");

    private static List<String> issues(Findings findings) {
        return findings.issues().stream().map(issue -> issue.kind() + " " + issue.severity()).toList();
    }

    private static List<String> words(@Nullable String expected) {
        return expected == null ? List.of() : List.of(expected.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "A Quiet Harbour            | ",
            "Harbour.2019.SAMPLE.mkv    | sample ERROR",
            "free samples               | sample ERROR",
            "Harbour.2019.CAM.x264      | cam_release WARN",
            "Harbour 2019 TS            | cam_release WARN",
            "harbour.2019.hdcam         | cam_release WARN",
            "harbour 2019 cam-rip       | cam_release WARN",
            "harbour.telesync.2019      | cam_release WARN",
            "CAM                        | ",
            "The Cam                    | ",
            "Camera Obscura             | ",
            "Secret of TSINGTAO         | "})
    void givenATitle_whenItIsChecked_thenMarksAreFound(String title, @Nullable String expected) {
        var findings = new Findings(Phase.ALL);

        TitleRules.check(List.of(title), findings);

        assertThat(issues(findings)).containsExactlyElementsOf(words(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Harbour 1080p | 1080", "harbour.720P.web | 720", "Harbour 4K | 2160",
            "Harbour UHD | 2160", "Harbour 2160 | ", "Room 1408 | ", "480p Harbour | 480", "X1080pY | "})
    void givenATitle_whenItsClaimIsRead_thenOnlyAQualityIsOne(String title, @Nullable Integer claim) {
        assertThat(TitleRules.claim(List.of(title))).isEqualTo(Optional.ofNullable(claim));
    }

    private static Findings checked(MediaFacts facts, @Nullable Integer claim, Thresholds thresholds) {
        var findings = new Findings(Phase.ALL);
        new VideoRules(thresholds, Optional.ofNullable(claim), GAP).check(facts, findings);
        return findings;
    }

    private static MediaFacts picture(int width, int height, int kilobits, double seconds) {
        return new MediaFacts(Optional.of("mkv"), Optional.of(seconds), Optional.of(kilobits),
                Optional.of((double) width / height), Optional.of(width), Optional.of(height));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1920 | 1080 | 9000 | 5400 | 1080 | ",
            "1920 | 800  | 9000 | 5400 | 1080 | ", // 2.40:1
            "1920 | 1080 | 2500 | 5400 | 1080 | ",
            "1920 | 1080 | 2499 | 5400 | 1080 | encoding_low_bitrate WARN",
            "1920 | 1080 | 999  | 5400 | 1080 | encoding_low_bitrate WARN, suspicious_bitrate WARN",
            "1280 | 720  | 1499 | 5400 |      | encoding_low_bitrate WARN",
            "1280 | 720  | 1500 | 5400 |      | ",
            "3840 | 2160 | 7999 | 5400 |      | encoding_low_bitrate WARN",
            "3840 | 2160 | 3999 | 5400 |      | encoding_low_bitrate WARN, suspicious_bitrate WARN",
            "854  | 480  | 250  | 5400 |      | ",
            "854  | 480  | 249  | 5400 |      | suspicious_bitrate WARN",
            "320  | 240  | 100  | 5400 |      | ",
            "1920 | 1080 | 9000 | 300  |      | ",
            "1920 | 1080 | 9000 | 299.5 |     | suspicious_duration ERROR",
            "1920 | 1080 | 9000 | 60   |      | suspicious_duration ERROR",
            "1920 | 1080 | 9000 | 45   |      | short_duration WARN, suspicious_duration ERROR",
            "1280 | 720  | 9000 | 5400 | 1080 | quality_mismatch ERROR",
            "1280 | 899  | 9000 | 5400 | 1080 | quality_mismatch ERROR",
            "1280 | 900  | 9000 | 5400 | 1080 | ",
            "720  | 414  | 9000 | 5400 | 480  | ",
            "720  | 413  | 9000 | 5400 | 480  | quality_mismatch ERROR",
            "3840 | 1080 | 9000 | 5400 |      | aspect_ratio ERROR", // 32:9
            "5760 | 1080 | 9000 | 5400 |      | aspect_ratio ERROR", // 48:9
            "4320 | 1080 | 9000 | 5400 |      | aspect_ratio ERROR", // 4:1
            "2880 | 1080 | 9000 | 5400 |      | aspect_ratio ERROR", // 8:3
            "3400 | 1080 | 9000 | 5400 |      | aspect_ratio WARN",
            "500  | 1080 | 9000 | 5400 |      | aspect_ratio WARN"})
    void givenAPicture_whenItIsChecked_thenTheLimitsHold(int width, int height, int kilobits, double seconds,
            @Nullable Integer claim, @Nullable String expected) {
        var bitrate = height > 1080 || width > 3000 ? Math.max(kilobits, kilobits == 9000 ? 20_000 : 0) : kilobits;

        assertThat(issues(checked(picture(width, height, bitrate, seconds), claim, Thresholds.DEFAULT)))
                .containsExactlyElementsOf(words(expected));
    }

    @Test
    void givenThresholds_whenAPictureIsChecked_thenTheirWordsNameThem() {
        var own = new Thresholds(600, new TreeMap<>(Map.of(1000, 5000)), List.of("Matroska"));

        var findings = checked(picture(1920, 1080, 4000, 400), null, own);

        assertThat(findings.issues()).extracting(Issue::message).containsExactly("Duration 400s < 600s",
                "4000kbps < 5000kbps for 1000p");
    }

    @Test
    void givenNothingThatIsKnown_whenItIsChecked_thenNothingIsMadeUp() {
        var findings = checked(MediaFacts.NONE, 1080, Thresholds.DEFAULT);

        assertThat(findings.issues()).isEmpty();
        assertThat(findings.unchecked()).extracting(Unchecked::check).containsExactly(Check.CONTAINER, Check.DURATION,
                Check.BITRATE, Check.ASPECT_RATIO, Check.QUALITY);
        assertThat(findings.unchecked()).extracting(Unchecked::reason).containsOnly(Reason.UNKNOWN);
    }

    @Test
    void givenAPhase_whenChecksAreLeftOut_thenOnlyItsOwnAreNamed() {
        var findings = new Findings(Phase.DOWNLOADER);

        findings.leaveOut(GAP, Check.values());
        findings.leaveOut(GAP, Check.values());

        assertThat(findings.unchecked()).extracting(Unchecked::check).containsExactly(Check.TITLE, Check.FILE_TYPE);
    }
}
