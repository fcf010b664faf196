package org.reelgraph.attacks;

import java.io.IOException;
import java.net.URI;

/** A hostile client. */
sealed interface Attack permits HttpAttack, SocketAttack {

    /**
     * What became of it.
     *
     * @param verdict such as {@code 400 BAD_REQUEST}, or {@code closes 4400}
     * @param said    all that the server said
     */
    record Outcome(String verdict, String said) {
    }

    /** {@return the attack in a few words} */
    String name();

    /** {@return which server it is for} */
    String server();

    /** {@return the verdict that it deserves, or how that begins} */
    String deserved();

    /** {@return a part of what the server says; empty if that doesn't matter} */
    String tells();

    /** {@return whether it takes long, so that it isn't repeated} */
    boolean isSlow();

    /** Does it; {@return what became of it} */
    Outcome run(URI server) throws IOException;
}
