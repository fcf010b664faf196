package org.reelgraph.connections.clients;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A number of 64 bits as NZBGet sends it: in two halves, each of which may look negative if its first bit is set.
 *
 * @param high the upper 32 bits
 * @param low  the lower 32 bits
 */
record HalvedNumber(long high, long low) {

    private static final int HALF = 32;
    private static final long MASK = 0xFFFF_FFFFL;

    /** {@return the number whose halves are the members {@code …Hi} and {@code …Lo}} */
    static HalvedNumber of(JsonNode object, String name) {
        return new HalvedNumber(object.path(name + "Hi").asLong(), object.path(name + "Lo").asLong());
    }

    /** {@return the whole number} */
    long whole() {
        return (high & MASK) << HALF | low & MASK;
    }
}
