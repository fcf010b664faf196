package org.reelgraph.imports.jobs;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * A thread that lets others go first where the processor is short: an import may take longer, an answer may not. Java's
 * own priorities do nothing on Linux, so this asks the system (setpriority(2), where a thread may always lower itself).
 */
final class BackgroundThread {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundThread.class);
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final int NICENESS = 15;

    private BackgroundThread() {
    }

    /** Makes the calling thread one, on Linux; elsewhere nothing changes. */
    static void become() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            var linker = Linker.nativeLinker();
            var setPriority = linker.downcallHandle(linker.defaultLookup().find("setpriority").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            var refused = (int) setPriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICENESS);
            LOG.debug("Niceness {} {}", NICENESS, refused == 0 ? "set" : "refused");
        } catch (Throwable e) {
            LOG.warn("Imports run at the priority of answers: the system's setpriority can't be called", e);
        }
    }
}
