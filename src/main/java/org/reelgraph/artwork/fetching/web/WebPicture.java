package org.reelgraph.artwork.fetching.web;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A picture on another server.
 *
 * @param server  the address of a connection's server, which may be in a private network; empty for any other server
 * @param headers what the server wants to see; nobody whom it redirects to does
 */
public record WebPicture(URI address, Optional<String> server, Map<String, String> headers) {

    /** {@return the picture at the address of a server that isn't that of a connection} */
    public static WebPicture at(URI address) {
        return new WebPicture(address, Optional.empty(), Map.of());
    }

    /** {@return the server, as one is told from another} */
    public String host() {
        return address.getScheme() + "://" + Hosts.of(address);
    }

    /** {@return its address without what may be a secret} */
    @Override
    public String toString() {
        return host() + address.getPath();
    }
}
