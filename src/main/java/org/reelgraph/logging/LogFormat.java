package org.reelgraph.logging;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Locale;
import java.util.Optional;

/** Finds out for {@code logback.xml}, before there is anything else of the program, in which format the log is written. */
public final class LogFormat extends PropertyDefinerBase {

    static final String TEXT = "text";
    static final String JSON = "json";

    @Override
    public String getPropertyValue() {
        // Whatever else it says, LogSettings refuses, in an entry of the log.
        return Optional.ofNullable(System.getProperty("reelgraph.log.format"))
                .or(() -> Optional.ofNullable(System.getenv("REELGRAPH_LOG_FORMAT")))
                .map(format -> format.strip().toLowerCase(Locale.ROOT)).filter(JSON::equals).orElse(TEXT);
    }
}
