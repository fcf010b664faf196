package org.reelgraph;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts the program, or says which Java it needs. This class alone is compiled for Java 17, so that an older Java gets
 * as far as that sentence.
 */
public final class Launcher {

    static final int NEEDED = 25;

    private Launcher() {
    }

    /**
     * Runs {@code org.reelgraph.Application}; exits with 1 where this Java is too old.
     *
     * @param args handed on
     * @throws ReflectiveOperationException where the jar is damaged and holds no application
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        if (!supports(Runtime.version().feature(), System.err)) {
            System.exit(1);
        }
        try {
            Class.forName("org.reelgraph.Application").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    static boolean supports(int feature, PrintStream out) {
        if (feature < NEEDED) {
            out.println("Reelgraph needs Java " + NEEDED + ", this is " + feature + ".");
            return false;
        }
        return true;
    }
}
