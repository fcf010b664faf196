package org.reelgraph.graphql.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.RequestException;

/** A body that is read while it comes. If it isn't waited for any longer, the reader gets the reason for that. */
final class ClientStream extends FilterInputStream {

    private boolean isTold;

    ClientStream(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw meant(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int most) throws IOException {
        try {
            return super.read(target, offset, most);
        } catch (IOException e) {
            throw meant(e);
        }
    }

    // The framework wraps what ends a body. Whoever cleans up afterwards mustn't meet the same exception again.
    private IOException meant(IOException failure) {
        if (isTold) {
            return failure;
        }
        isTold = true;
        Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(RequestException.class::isInstance).findFirst().ifPresent(refusal -> {
                    throw (RequestException) refusal;
                });
        return failure;
    }
}
