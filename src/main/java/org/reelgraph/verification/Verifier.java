package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.verification.checks.Check;
import org.reelgraph.verification.checks.Findings;
import org.reelgraph.verification.checks.MediaFacts;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Severity;
import org.reelgraph.verification.checks.Thresholds;
import org.reelgraph.verification.checks.TitleRules;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;
import org.reelgraph.verification.checks.VideoRules;
import org.reelgraph.verification.files.Decoding;
import org.reelgraph.verification.files.FileTypes;
import org.reelgraph.verification.files.MediaFolders;
import org.reelgraph.verification.files.Probe;

/** Verifies one item after the other. */
@Singleton
class Verifier {

    private static final Gap UNKNOWN_PLACE = new Gap(Reason.NO_FILE, "The library doesn't know where its file is.");
    private static final Check[] OF_PICTURES = {Check.CONTAINER, Check.BITRATE, Check.ASPECT_RATIO, Check.QUALITY};

    private final MediaFolders folders;
    private final Probe probe;
    private final Decoding decoding;

    Verifier(MediaFolders folders, Probe probe, Decoding decoding) {
        this.folders = folders;
        this.probe = probe;
        this.decoding = decoding;
    }

    /**
     * What was found.
     *
     * @param file the one that was looked at
     */
    record Result(Findings findings, Optional<Path> file) {
    }

    // A file, or why there is none.
    private record Located(Optional<Path> file, Gap why) {
    }

    /**
     * {@return what is wrong with an item}
     *
     * @param path       its file; if empty, the one that the library knows
     * @param isStopping whether nobody waits for it any longer
     */
    Result verify(VerifiedItem item, Optional<String> path, Phase phase, Thresholds thresholds,
            BooleanSupplier isStopping) {
        var findings = new Findings(phase);
        var known = LibraryFacts.of(item.metadata(), item.durationSeconds());
        var located = path.or(known::path).map(this::locate)
                .orElseGet(() -> new Located(Optional.empty(), UNKNOWN_PLACE));
        var names = new ArrayList<>(List.of(item.title()));
        located.file.ifPresent(file -> names.add(file.getFileName().toString()));
        TitleRules.check(names, findings);
        var readable = fileType(item, located, findings);
        leaveOutOthers(item, findings);
        var result = needsProbe(findings) && readable.file.isPresent()
                ? probe.look(readable.file.get(), isStopping)
                : new Probe.Result(MediaFacts.NONE, readable.why, Optional.empty());
        result.problem().ifPresent(problem -> findings.add("unreadable", Severity.ERROR,
                "ffprobe can't read the file: " + problem));
        check(item, new VideoRules(thresholds, TitleRules.claim(names), result.gap()), result.facts().or(known.facts()),
                findings);
        readable.file.ifPresentOrElse(file -> decoding.check(file, findings, isStopping),
                () -> findings.leaveOut(readable.why, Check.DECODING));
        return new Result(findings, located.file);
    }

    private Located locate(String path) {
        return switch (folders.find(path)) {
            case MediaFolders.Found(var file) -> new Located(Optional.of(file), UNKNOWN_PLACE);
            case MediaFolders.Refused refused ->
                new Located(Optional.empty(), new Gap(refused.reason(), refused.message()));
        };
    }

    // What is no media is not given to programs that read media.
    private Located fileType(VerifiedItem item, Located located, Findings findings) {
        if (located.file.isEmpty()) {
            findings.leaveOut(located.why, Check.FILE_TYPE);
            return located;
        }
        return switch (FileTypes.look(located.file.get(), item.kind() == MediaKind.BOOK)) {
            case FileTypes.Fine fine -> located;
            case FileTypes.Unread(var why) -> {
                findings.leaveOut(why, Check.FILE_TYPE);
                yield new Located(Optional.empty(), why);
            }
            case FileTypes.Wrong(var message) -> {
                if (findings.wants(Check.FILE_TYPE)) {
                    findings.add("dangerous_file", Severity.ERROR, message);
                }
                yield new Located(Optional.empty(), new Gap(Reason.NOT_APPLICABLE, message + "."));
            }
        };
    }

    private static void leaveOutOthers(VerifiedItem item, Findings findings) {
        if (!item.isVideo()) {
            findings.leaveOut(new Gap(Reason.NOT_APPLICABLE, "Only movies and series have pictures."), OF_PICTURES);
        }
        if (item.kind() == MediaKind.BOOK) {
            findings.leaveOut(new Gap(Reason.NOT_APPLICABLE, "A book isn't played."), Check.DURATION, Check.DECODING);
        }
    }

    private static boolean needsProbe(Findings findings) {
        return findings.wants(Check.CONTAINER) || findings.wants(Check.DURATION) || findings.wants(Check.BITRATE)
                || findings.wants(Check.ASPECT_RATIO) || findings.wants(Check.QUALITY);
    }

    private static void check(VerifiedItem item, VideoRules rules, MediaFacts facts, Findings findings) {
        if (item.isVideo()) {
            rules.check(facts, findings);
        } else {
            findings.check(Check.DURATION, facts.seconds(), rules.why(),
                    seconds -> VideoRules.checkLeast(seconds, rules.thresholds(), findings));
        }
    }
}
