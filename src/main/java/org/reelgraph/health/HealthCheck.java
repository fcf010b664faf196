package org.reelgraph.health;

import java.util.Optional;

/** Something that has to be right for the server to be ready. Every bean of this type takes part. */
public interface HealthCheck {

    /** {@return its name, in lower case} */
    String checked();

    /**
     * {@return what is wrong, in a sentence that tells strangers no secrets; empty if nothing is} Asked once a second at
     * most.
     *
     * @throws RuntimeException if it can't be checked
     */
    Optional<String> problem();
}
