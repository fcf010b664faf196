package org.reelgraph.commands;

import java.io.PrintWriter;
import java.io.Writer;
import org.reelgraph.logging.OneLine;

/** Prints lines to a terminal. Text from files and the library can't break a line or control the terminal. */
final class TerminalWriter extends PrintWriter {

    TerminalWriter(Writer out) {
        super(out, true);
    }

    @Override
    public void println(String line) {
        super.println(OneLine.of(String.valueOf(line)));
    }
}
