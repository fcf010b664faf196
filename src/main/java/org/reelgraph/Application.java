package org.reelgraph;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.Micronaut;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.storage.StorageException;
import org.slf4j.LoggerFactory;

/** The program: a server on the address that the settings name, or a command. */
public final class Application extends Micronaut {

    private static final int FAILED = 1;

    private Application() {
    }

    /**
     * Starts the server; the call returns once it serves. Where it can't, the log says why and the program ends with 1. Or
     * runs a command and ends with its exit code.
     *
     * @param args a command with its arguments; or framework options, such as {@code -micronaut.server.port=9090}
     */
    public static void main(String[] args) {
        if (CommandLine.isMeant(args)) {
            System.exit(CommandLine.run(args));
        }
        new Application().args(args).mainClass(Application.class).banner(false).start();
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
        reasonOf(failure).ifPresentOrElse(reason -> {
            LoggerFactory.getLogger(Application.class).error("Reelgraph can't start. {}", reason);
            System.exit(FAILED);
        }, () -> super.handleStartupException(environment, failure));
    }

    /** {@return why the server can't start, where that is something the owner can mend} */
    static Optional<String> reasonOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .<String>mapMulti((cause, reasons) -> {
                    switch (cause) {
                        case StorageException storage -> reasons.accept(storage.getMessage());
                        case SQLException sql -> reasons.accept("The database can't be opened: " + sql.getMessage());
                        case ServerStartupException server when server.getCause() != null ->
                            reasons.accept(server.getMessage() + ": " + server.getCause());
                        case ConversionErrorException setting -> reasons.accept(setting.getMessage());
                        case ConfigurationException setting -> reasons.accept(setting.getMessage());
                        default -> {
                        }
                    }
                }).findFirst();
    }
}
