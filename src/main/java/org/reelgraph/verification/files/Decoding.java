package org.reelgraph.verification.files;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.reelgraph.verification.checks.Check;
import org.reelgraph.verification.checks.Findings;
import org.reelgraph.verification.checks.Severity;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;
import org.reelgraph.verification.files.ProgramRun.Ended;
import org.reelgraph.verification.files.ProgramRun.Failed;

/** Has ffmpeg decode the beginning of a file. */
@Singleton
public class Decoding {

    private static final String SECONDS = "30";
    private static final int MOST_ERRORS = 3;

    private final Programs programs;

    Decoding(Programs programs) {
        this.programs = programs;
    }

    /**
     * Notes whether the first seconds of a file can be decoded.
     *
     * @param isStopping whether nobody waits for it any longer
     */
    public void check(Path file, Findings findings, BooleanSupplier isStopping) {
        if (!findings.wants(Check.DECODING)) {
            return;
        }
        programs.ffmpeg().ifPresentOrElse(program -> check(program, file, findings, isStopping),
                () -> findings.leaveOut(Programs.missing("ffmpeg"), Check.DECODING));
    }

    private void check(Path program, Path file, Findings findings, BooleanSupplier isStopping) {
        switch (ProgramRun.of(program, arguments(file), programs.timeout(), isStopping)) {
            case Failed(var why) -> findings.leaveOut(why, Check.DECODING);
            case Ended ended when ended.errors().size() > MOST_ERRORS ->
                findings.add("corrupt", Severity.ERROR, "%d errors in the first %s seconds, such as: %s"
                        .formatted(ended.errors().size(), SECONDS, Excerpts.of(ended.errors().getFirst())));
            case Ended ended when ended.exitCode() != 0 -> findings.leaveOut(new Gap(Reason.UNKNOWN,
                    "ffmpeg can't decode the file" + (ended.errors().isEmpty()
                            ? "."
                            : ": " + Excerpts.of(ended.errors().getLast()))),
                    Check.DECODING);
            case Ended fine -> {
                // Few errors do no harm.
            }
        }
    }

    private static List<String> arguments(Path file) {
        return Stream.of(List.of("-nostdin", "-v", "error"), Programs.READING,
                List.of("-t", SECONDS, "-i", "file:" + file, "-f", "null", "-")).flatMap(List::stream).toList();
    }
}
