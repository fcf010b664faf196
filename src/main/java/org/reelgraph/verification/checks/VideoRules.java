package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.verification.checks.Unchecked.Gap;

import static org.reelgraph.verification.checks.Severity.ERROR;
import static org.reelgraph.verification.checks.Severity.WARN;

/**
 * What is demanded of a movie or an episode: what the owner has set, and what only a wrong or damaged file fails.
 *
 * @param claim the quality that its title claims, as the height of the frame
 * @param why   why a fact that isn't known isn't
 */
public record VideoRules(Thresholds thresholds, Optional<Integer> claim, Gap why) {

    private static final int LEAST_SECONDS = 300;
    private static final double RATIO_TOLERANCE = 0.1;
    private static final double WIDEST = 3.0;
    private static final double NARROWEST = 0.5;
    private static final Map<String, Double> WRONG_RATIOS = Map.of("32:9", 32.0 / 9, "48:9", 48.0 / 9, "4:1", 4.0,
            "8:3", 8.0 / 3);
    private static final double HEIGHT_SHARE = 0.9;
    private static final int BITRATE_DIVISOR = 2;
    private static final List<Standard> STANDARDS = List.of(new Standard(2160, 2000, 8000),
            new Standard(1080, 1000, 2000), new Standard(720, 700, 1000), new Standard(480, 460, 500));
    // A few lines may be cut off.
    private static final double CLASS_SHARE = 0.95;

    // What is usual for a quality: how many lines at least, and how many kbit/s.
    private record Standard(int height, int leastLines, int bitrate) {
    }

    /** Notes what is wrong with these facts. */
    public void check(MediaFacts facts, Findings findings) {
        findings.check(Check.CONTAINER, facts.container(), why, container -> container(container, findings));
        findings.check(Check.DURATION, facts.seconds(), why, seconds -> duration(seconds, findings));
        findings.check(Check.BITRATE, facts.kilobits(), why, kilobits -> bitrate(kilobits, facts, findings));
        findings.check(Check.ASPECT_RATIO, facts.aspectRatio(), why, ratio -> aspectRatio(ratio, findings));
        if (claim.isEmpty()) {
            findings.leaveOut(new Gap(Unchecked.Reason.NOT_APPLICABLE, "The title claims no quality."), Check.QUALITY);
        }
        findings.check(Check.QUALITY, facts.frameHeight(), why, height -> quality(height, findings));
    }

    private void container(String container, Findings findings) {
        if (thresholds.allowedContainers().stream().map(Containers::canonical).noneMatch(container::equals)) {
            findings.add("container_not_allowed", WARN, "Container " + container + " is not among "
                    + String.join(", ", thresholds.allowedContainers()));
        }
    }

    private void duration(double seconds, Findings findings) {
        checkLeast(seconds, thresholds, findings);
        if (seconds < LEAST_SECONDS) {
            findings.add("suspicious_duration", ERROR, "Duration " + inWords(seconds) + " < " + LEAST_SECONDS + "s");
        }
    }

    /** Notes whether something is shorter than the owner has set. */
    public static void checkLeast(double seconds, Thresholds thresholds, Findings findings) {
        var least = thresholds.minDurationSeconds();
        if (seconds < least) {
            findings.add("short_duration", WARN, "Duration " + inWords(seconds) + " < " + least + "s");
        }
    }

    private static String inWords(double seconds) {
        return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0fs" : "%.1fs", seconds);
    }

    private void bitrate(int kilobits, MediaFacts facts, Findings findings) {
        var frame = facts.frameHeight().or(() -> claim);
        if (frame.isEmpty()) {
            findings.leaveOut(why, Check.BITRATE);
            return;
        }
        thresholds.minBitrates().entrySet().stream().filter(each -> frame.get() >= CLASS_SHARE * each.getKey())
                .max(Map.Entry.comparingByKey()).filter(least -> kilobits < least.getValue())
                .ifPresent(least -> findings.add("encoding_low_bitrate", WARN,
                        "%dkbps < %dkbps for %dp".formatted(kilobits, least.getValue(), least.getKey())));
        standard(claim.orElse(frame.get())).filter(usual -> kilobits < usual.bitrate / BITRATE_DIVISOR)
                .ifPresent(usual -> findings.add("suspicious_bitrate", WARN,
                        "%dkbps < %dkbps, half of what is usual for %dp".formatted(kilobits,
                                usual.bitrate / BITRATE_DIVISOR, usual.height)));
    }

    // The greatest one that a frame belongs to.
    private static Optional<Standard> standard(int frame) {
        return STANDARDS.stream().filter(each -> frame >= CLASS_SHARE * each.height).findFirst();
    }

    private static void aspectRatio(double ratio, Findings findings) {
        var wrong = WRONG_RATIOS.entrySet().stream()
                .filter(each -> Math.abs(each.getValue() - ratio) <= RATIO_TOLERANCE).map(Map.Entry::getKey)
                .findFirst();
        var words = String.format(Locale.ROOT, "Aspect ratio %.2f", ratio);
        if (wrong.isPresent()) {
            findings.add("aspect_ratio", ERROR, words + " is " + wrong.get() + ", as of pictures side by side");
        } else if (ratio > WIDEST || ratio < NARROWEST) {
            findings.add("aspect_ratio", WARN, words + " is not from " + NARROWEST + " to " + WIDEST);
        }
    }

    private void quality(int height, Findings findings) {
        claim.flatMap(VideoRules::standard).filter(claimed -> height < HEIGHT_SHARE * claimed.leastLines)
                .ifPresent(claimed -> findings.add("quality_mismatch", ERROR,
                        "The title claims " + claimed.height + "p, but the picture is " + height + "p"));
    }
}
