package org.reelgraph.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** Writes the stack of a log entry's exception, with the message of each exception as one line, for {@code logback.xml}. */
public final class StackConverter extends ThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy exception) {
        return super.throwableProxyToString(new OneLineException(exception));
    }
}
