package org.reelgraph;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** How a command of the program ended, and what it printed. */
record Ended(int code, String out, String err) {

    /** {@return the end of a command, run in this process} */
    static Ended of(Object... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = CommandLine.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
