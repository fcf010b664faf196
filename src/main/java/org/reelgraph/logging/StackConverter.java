package org.reelgraph.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.reelgraph.storage.StorageFailure;

/**
 * Writes the stack of a log entry's exception, with the message of each exception as one line, for {@code logback.xml}. Of what the
 * database's failures mean the words say all, and a full disk may bring one with each request: they are a line each.
 */
public final class StackConverter extends ThrowableProxyConverter {

    private static final int LONGEST = 2_000;

    @Override
    protected String throwableProxyToString(IThrowableProxy exception) {
        if (exception instanceof ThrowableProxy proxy && StorageFailure.of(proxy.getThrowable()).isPresent()) {
            return "  " + OneLine.of(StorageFailure.reasonOf(proxy.getThrowable()), LONGEST) + System.lineSeparator();
        }
        return super.throwableProxyToString(new OneLineException(exception));
    }
}
