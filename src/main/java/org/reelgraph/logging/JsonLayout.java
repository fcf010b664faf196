package org.reelgraph.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;

/** Formats log entries as JSON for {@code logback.xml}, each on a line of its own. */
public final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageConverter messages = new MessageConverter();
    private final StackConverter stacks = new StackConverter();

    @Override
    public void start() {
        stacks.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("time", event.getInstant().toString());
        entry.put("level", event.getLevel().toString());
        entry.put("logger", event.getLoggerName());
        entry.put("thread", event.getThreadName());
        entry.put("message", messages.convert(event));
        if (event.getThrowableProxy() != null) {
            entry.put("stack", stacks.convert(event).strip());
        }
        try {
            return JSON.writeValueAsString(entry) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always written.", e);
        }
    }
}
