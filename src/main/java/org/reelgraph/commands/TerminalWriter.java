package org.reelgraph.commands;

import java.io.PrintWriter;
import java.io.Writer;
import org.reelgraph.logging.OneLine;

/** Prints lines for a terminal: what files and the library hold stays on its line there and can't control the terminal. */
final class TerminalWriter extends PrintWriter {

    TerminalWriter(Writer out) {
        super(out, true);
    }

    @Override
    public void println(String line) {
        super.println(OneLine.of(String.valueOf(line)));
    }
}
