package org.reelgraph.commands;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/** The reason why the program can't start, in words for the owner. */
public final class StartFailure {

    // The prefix that the native transport adds to the operating system's message.
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private StartFailure() {
    }

    /** {@return why the server can't start, if the owner can fix it} */
    public static Optional<String> reasonOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .<String>mapMulti((cause, reasons) -> {
                    switch (cause) {
                        case StorageException storage -> reasons.accept(storage.getMessage());
                        case SQLException sql -> reasons.accept(
                                "The database can't be opened: " + StorageFailure.reasonOf(sql) + ".");
                        case ServerStartupException server when server.getCause() != null ->
                            reasons.accept(notListening(server));
                        case ConversionErrorException setting -> reasons.accept(setting.getMessage());
                        case ConfigurationException setting -> reasons.accept(setting.getMessage());
                        default -> {
                        }
                    }
                }).findFirst();
    }

    private static String notListening(ServerStartupException failure) {
        var cause = failure.getCause();
        var why = cause instanceof UnresolvedAddressException
                ? "this machine has no such address"
                : SYSTEM_CALL.matcher(String.valueOf(cause == null ? null : cause.getMessage())).replaceFirst("");
        return String.valueOf(failure.getMessage()).replaceFirst("^Unable to start Micronaut server on",
                "It can't listen on") + ": "
                + why
                + ". See MICRONAUT_SERVER_HOST and MICRONAUT_SERVER_PORT.";
    }
}
