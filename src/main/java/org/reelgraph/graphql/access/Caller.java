package org.reelgraph.graphql.access;

import graphql.schema.DataFetchingEnvironment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Where a request comes from, and as whom.
 *
 * @param requestId names the request in errors, in the log and in the audit trail
 * @param address   the client's address
 * @param userAgent what its program calls itself; empty where it doesn't say
 * @param viewer    who is signed in
 * @param credentialError why the token or key that came isn't valid; nothing where none came, or a good one
 */
public record Caller(String requestId, String address, String userAgent, Optional<Viewer> viewer,
        Optional<String> credentialError) {

    private static final int NETWORK_BYTES = 8;

    public Caller(String requestId, String address, String userAgent, Optional<Viewer> viewer) {
        this(requestId, address, userAgent, viewer, Optional.empty());
    }

    /** {@return who asks for this field} */
    public static Caller of(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().get(Caller.class);
    }

    /** {@return whether someone is signed in who may what this role may} */
    public boolean is(Role role) {
        return viewer.filter(known -> known.role().covers(role)).isPresent();
    }

    /** {@return whether what is this user's is the caller's to see and to end: their own, or anyone's for an admin} */
    public boolean mayManage(long userId) {
        return is(Role.ADMIN) || viewer.filter(known -> known.userId() == userId).isPresent();
    }

    /**
     * {@return the user who is signed in by a session: some things no key may do}
     *
     * @throws RequestException as {@code FORBIDDEN}, where a key acts
     */
    public Viewer withSession() {
        return viewer.filter(known -> !known.isKey()).orElseThrow(() -> new RequestException(ErrorCode.FORBIDDEN,
                "This requires a session; an API key isn't enough."));
    }

    /**
     * {@return the address as far as it tells clients apart}
     *
     * Whoever has one IPv6 address has its whole /64 (RFC 4291, section 2.5.4).
     */
    public String network() {
        return network(address);
    }

    /** {@return an address as far as it tells clients apart} */
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return bytes.length <= NETWORK_BYTES
                    ? address
                    : InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), bytes.length))
                            .getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
