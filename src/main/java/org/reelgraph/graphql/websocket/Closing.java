package org.reelgraph.graphql.websocket;

import io.micronaut.websocket.CloseReason;

/** Why the server closes a WebSocket: the codes of graphql-transport-ws, and those of RFC 6455. */
final class Closing {

    static final CloseReason GOING_AWAY = new CloseReason(1001, "The server stops");
    static final CloseReason TOO_LONG = new CloseReason(1009, "The message is too long");
    static final CloseReason INTERNAL_ERROR = new CloseReason(1011, "Internal error");
    static final CloseReason UNAUTHORIZED = new CloseReason(4401, "Unauthorized");
    static final CloseReason WRONG_SUBPROTOCOL = new CloseReason(4406, "Subprotocol not acceptable");
    static final CloseReason INIT_TIMEOUT = new CloseReason(4408, "Connection initialisation timeout");
    static final CloseReason TOO_MANY_INITS = new CloseReason(4429, "Too many initialisation requests");
    static final CloseReason ACCESS_LOST = forbidden("The session or key has ended, or its role is lower now");

    // RFC 6455, section 5.5: 125 bytes with the code. A character takes three at most.
    private static final int LONGEST = 123;

    private Closing() {
    }

    static CloseReason invalid(String why) {
        return of(4400, why);
    }

    static CloseReason forbidden(String why) {
        return of(4403, why);
    }

    static CloseReason duplicate(String id) {
        return of(4409, "Subscriber for " + id + " already exists");
    }

    /** {@return what clients may try again after} */
    static CloseReason later(String why) {
        return of(1013, why);
    }

    private static CloseReason of(int code, String why) {
        var ascii = why.replaceAll("[^ -~]", "?");
        return new CloseReason(code, ascii.substring(0, Math.min(ascii.length(), LONGEST)));
    }
}
