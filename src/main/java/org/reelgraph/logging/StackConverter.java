package org.reelgraph.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.reelgraph.storage.StorageFailure;

/**
 * Formats the stack trace of a log entry's exception for {@code logback.xml}, with each exception's message as one
 * line. Database failures are only a line each: the message says everything, and a full disk may cause one with every
 * request.
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
