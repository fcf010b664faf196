package org.reelgraph.artwork.fetching.web;

import java.net.URI;
import java.util.Locale;

/** Names of servers. */
final class Hosts {

    private Hosts() {
    }

    /** {@return the host that an address names, with the port if it names one} */
    static String of(URI address) {
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }
}
