package org.reelgraph;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import java.util.regex.Pattern;
import org.reelgraph.commands.CommandLine;
import org.reelgraph.commands.StartFailure;
import org.slf4j.LoggerFactory;

/** The server on the address that the settings name. */
final class Server extends Micronaut {

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    private Server() {
    }

    /** {@return the server, once it serves} Where it can't, the log says why and the program ends with 2. */
    static ApplicationContext start(String[] args) {
        return new Server().args(args).mainClass(Application.class).banner(false).start();
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
        StartFailure.reasonOf(failure).ifPresentOrElse(reason -> {
            LoggerFactory.getLogger(Application.class).error("Reelgraph can't start. {}",
                    LINE_BREAK.matcher(reason).replaceAll(" "));
            System.exit(CommandLine.NOTHING_DONE);
        }, () -> super.handleStartupException(environment, failure));
    }
}
