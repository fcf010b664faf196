package org.reelgraph;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DependencyInjectionException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.time.zone.ZoneRulesException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.commands.CommandLine;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/** The program: a server, or a command. */
public final class Application {

    private Application() {
    }

    /**
     * Starts the server; or runs a command and ends with its exit code.
     *
     * @param args a command with its arguments; or framework options, such as {@code -micronaut.server.port=9090}
     */
    public static void main(String[] args) {
        if (CommandLine.isMeant(args)) {
            System.exit(CommandLine.run(args));
        }
        Server.start(args);
    }
}
