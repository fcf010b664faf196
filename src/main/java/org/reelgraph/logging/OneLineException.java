package org.reelgraph.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An exception whose message is a single line, and so are those of its causes. */
record OneLineException(IThrowableProxy exception) implements IThrowableProxy {

    private static final int LONGEST = 2_000;

    private static @Nullable String oneLine(@Nullable String message) {
        return message == null ? null : OneLine.of(message, LONGEST);
    }

    private static @Nullable IThrowableProxy oneLine(@Nullable IThrowableProxy exception) {
        return exception == null ? null : new OneLineException(exception);
    }

    @Override
    public @Nullable String getMessage() {
        return oneLine(exception.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return oneLine(exception.getOverridingMessage());
    }

    @Override
    public String getClassName() {
        return exception.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return exception.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return exception.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return oneLine(exception.getCause());
    }

    @Override
    public IThrowableProxy @Nullable [] getSuppressed() {
        var suppressed = exception.getSuppressed();
        return suppressed == null
                ? null
                : Arrays.stream(suppressed).map(OneLineException::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return exception.isCyclic();
    }
}
