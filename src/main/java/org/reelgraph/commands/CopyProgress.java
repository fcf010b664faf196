package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.Optional;
import org.reelgraph.storage.copy.CopyListener;

/** Shows a copy's progress on the command line, step by step. */
final class CopyProgress implements CopyListener, AutoCloseable {

    private final PrintWriter out;
    private Optional<Step> step = Optional.empty();
    private Optional<ProgressIndicator> indicator = Optional.empty();

    CopyProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void progress(Step now, long done, long total) {
        if (!step.equals(Optional.of(now))) {
            begin(now);
        }
        indicator.orElseThrow().show(done, total, "  " + done + " of " + total + " rows");
    }

    private void begin(Step next) {
        close();
        step = Optional.of(next);
        var begun = new ProgressIndicator(out, name(next));
        indicator = Optional.of(begun);
        if (!begun.isBar()) {
            out.println(name(next));
            out.flush();
        }
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
        indicator.ifPresent(ProgressIndicator::close);
    }
}
