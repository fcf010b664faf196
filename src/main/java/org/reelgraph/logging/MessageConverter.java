package org.reelgraph.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Formats a log entry's message as one line, for {@code logback.xml}. */
public final class MessageConverter extends ClassicConverter {

    private static final int LONGEST = 4_000;

    @Override
    public String convert(ILoggingEvent event) {
        return OneLine.of(String.valueOf(event.getFormattedMessage()), LONGEST);
    }
}
