package org.reelgraph.graphql.access;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Where a request comes from, and on whose behalf.
 *
 * @param requestId       identifies the request in errors, the log and the audit trail
 * @param address         the client's IP address
 * @param userAgent       the client's User-Agent header; empty if there is none
 * @param viewer          who is signed in
 * @param credentialError why the request's token or key is invalid; empty if it is valid or absent
 * @param trace           what the request is part of; empty if requests aren't traced
 */
public record Caller(String requestId, String address, String userAgent, Optional<Viewer> viewer,
        Optional<String> credentialError, Optional<RequestTrace> trace) {

    private static final String ASKED = "callerAsked";
    private static final int NETWORK_BYTES = 8;

    public Caller(String requestId, String address, String userAgent, Optional<Viewer> viewer) {
        this(requestId, address, userAgent, viewer, Optional.empty(), Optional.empty());
    }

    /** {@return the same caller, of another request, which is part of no trace} */
    public Caller withRequestId(String id) {
        return new Caller(id, address, userAgent, viewer, credentialError, Optional.empty());
    }

    /** {@return the caller that requests this field, on whom the answer then depends} */
    public static Caller of(DataFetchingEnvironment environment) {
        var context = environment.getGraphQlContext();
        if (!wasAsked(context)) {
            context.put(ASKED, true);
        }
        return of(context);
    }

    /** {@return whether a field has asked who the caller is} */
    public static boolean wasAsked(GraphQLContext context) {
        return context.hasKey(ASKED);
    }

    /** {@return the caller of this operation} */
    public static Caller of(GraphQLContext context) {
        return Objects.requireNonNull(context.get(Caller.class), "Each operation has a caller.");
    }

    /** {@return whether someone is signed in whose role includes this one} */
    public boolean is(Role role) {
        return viewer.filter(known -> known.role().covers(role)).isPresent();
    }

    /**
     * {@return whether the caller may see and end what belongs to this user: users may for themselves, admins for
     * everyone}
     */
    public boolean mayManage(long userId) {
        return is(Role.ADMIN) || viewer.filter(known -> known.userId() == userId).isPresent();
    }

    /**
     * {@return the user who is signed in with a session; some operations are closed to API keys}
     *
     * @throws RequestException {@code FORBIDDEN} if the caller uses an API key
     */
    public Viewer withSession() {
        return viewer.filter(known -> !known.isKey()).orElseThrow(() -> new RequestException(ErrorCode.FORBIDDEN,
                "This requires a session; an API key isn't enough."));
    }

    /** {@return what all requests count as together: the user's, or those of the IP address if nobody is signed in} */
    public Object countedAs() {
        return viewer.<Object>map(Viewer::userId).orElseGet(this::network);
    }

    /**
     * {@return the part of the IP address that identifies the client}
     *
     * <p>An IPv6 client usually controls a whole /64 (RFC 4291, section 2.5.4).
     */
    public String network() {
        return network(address);
    }

    /** {@return the part of an IP address that identifies a client} */
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
