package org.reelgraph.artwork.fetching.web;

import java.net.UnknownHostException;

/** A name has addresses, but none to which pictures may be asked for. */
final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host) {
        super(host);
    }
}
