package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a task is: as a bar with rate and remaining time on a terminal, otherwise as an occasional line. */
final class ProgressIndicator implements AutoCloseable {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter out;
    private Optional<ProgressBar> bar;
    private long lastLine = System.nanoTime();
    private long lastDone;

    /** @param task what the bar is called */
    ProgressIndicator(PrintWriter out, String task) {
        this.out = out;
        var console = System.console();
        this.bar = console != null && console.isTerminal()
                ? Optional.of(new ProgressBarBuilder().setTaskName(task).setStyle(ProgressBarStyle.ASCII).showSpeed()
                        .build())
                : Optional.empty();
    }

    /** {@return whether there is a bar, which is redrawn in place and would overwrite anything printed meanwhile} */
    boolean isBar() {
        return bar.isPresent();
    }

    /** Shows that so much of all is done. */
    void show(long done, long total, String line) {
        bar.ifPresent(shown -> {
            shown.maxHint(total);
            shown.stepTo(done);
        });
        if (!isBar() && done != lastDone && done != total && System.nanoTime() - lastLine > PAUSE) {
            out.println(line);
            lastLine = System.nanoTime();
            lastDone = done;
        }
        out.flush();
    }

    /** Ends the bar, so that lines can be printed below it. */
    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
