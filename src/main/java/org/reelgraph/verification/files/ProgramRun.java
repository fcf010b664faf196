package org.reelgraph.verification.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;

/** One run of another program: without a shell, with bounded output, and ended with all that it has started. */
final class ProgramRun {

    private static final long LOOKING_EVERY = 50;
    // Of the server's environment, which holds secrets, programs see no more.
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH", "HOME", "LANG", "LC_ALL", "TMPDIR",
            "SystemRoot");

    private final Process process;
    private final BoundedOutput output;
    private final BoundedOutput errors;

    private ProgramRun(Process process) {
        this.process = process;
        output = BoundedOutput.of(process.getInputStream());
        errors = BoundedOutput.of(process.getErrorStream());
    }

    /** How a run ended. */
    sealed interface Outcome {
    }

    /**
     * It ended by itself.
     *
     * @param errors the lines that it wrote to the standard error
     */
    record Ended(int exitCode, String output, List<String> errors) implements Outcome {
    }

    /** It couldn't do its work. */
    record Failed(Gap why) implements Outcome {
    }

    /**
     * {@return how a program ended}
     *
     * @param isStopping whether nobody waits for it any longer
     */
    static Outcome of(Path program, List<String> arguments, Duration most, BooleanSupplier isStopping) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new ProgramRun(process).end(program.getFileName().toString(), most, isStopping);
        } catch (IOException e) {
            return new Failed(new Gap(Reason.NO_PROGRAM, program.getFileName() + " can't be started."));
        }
    }

    private Outcome end(String name, Duration most, BooleanSupplier isStopping) {
        try {
            var until = System.nanoTime() + most.toNanos();
            while (!process.waitFor(LOOKING_EVERY, TimeUnit.MILLISECONDS)) {
                if (isStopping.getAsBoolean()) {
                    return stopped();
                }
                if (System.nanoTime() - until > 0) {
                    return new Failed(new Gap(Reason.TIMED_OUT,
                            name + " took longer than " + most.toSeconds() + " seconds and was ended."));
                }
            }
            return new Ended(process.exitValue(), output.text(), errors.text().lines().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped();
        } finally {
            kill();
        }
    }

    private static Failed stopped() {
        return new Failed(new Gap(Reason.UNKNOWN, "The job was stopped."));
    }

    // What it has started is found only as long as it is there itself.
    private void kill() {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        output.close();
        errors.close();
    }
}
