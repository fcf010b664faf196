package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.reelgraph.storage.copy.CopyListener;

/** Shows a copy's progress on the command line: as a bar for each step on a terminal, otherwise as an occasional line. */
final class CopyProgress implements CopyListener, AutoCloseable {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter out;
    private final boolean isTerminal;
    private Optional<Step> step = Optional.empty();
    private Optional<ProgressBar> bar = Optional.empty();
    private long lastLine = System.nanoTime();

    CopyProgress(PrintWriter out) {
        this.out = out;
        var console = System.console();
        this.isTerminal = console != null && console.isTerminal();
    }

    @Override
    public void progress(Step now, long done, long total) {
        if (!step.equals(Optional.of(now))) {
            begin(now);
        }
        bar.ifPresent(shown -> {
            shown.maxHint(total);
            shown.stepTo(done);
        });
        if (!isTerminal && done < total && System.nanoTime() - lastLine > PAUSE) {
            print("  " + done + " of " + total + " rows");
        }
    }

    private void begin(Step next) {
        close();
        step = Optional.of(next);
        if (isTerminal) {
            bar = Optional.of(new ProgressBarBuilder().setTaskName(name(next)).setStyle(ProgressBarStyle.ASCII)
                    .hideEta().build());
        } else {
            print(name(next));
        }
    }

    private void print(String line) {
        out.println(line);
        out.flush();
        lastLine = System.nanoTime();
    }

    private static String name(Step step) {
        return switch (step) {
            case COPY -> "Copying";
            case COMPARISON -> "Comparing";
            case INDEXES -> "Making indexes";
        };
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
