package org.reelgraph.graphql.wire;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/**
 * How much clients may send, how slowly, and over how many connections. A limit of 0 is a part of the heap.
 *
 * @param body        bytes of a body from who may not import ({@code REELGRAPH_LIMITS_BODY})
 * @param importBody  bytes of a body from who may import ({@code REELGRAPH_LIMITS_IMPORT_BODY})
 * @param bodies      bytes of all bodies of requests under way; one address has half of them
 *                    ({@code REELGRAPH_LIMITS_BODIES})
 * @param stall       how long a client may send or take nothing while the server waits for it
 *                    ({@code REELGRAPH_LIMITS_STALL})
 * @param pace        bytes a second that a client has to send or take on average
 *                    ({@code REELGRAPH_LIMITS_PACE})
 * @param connections open at once; one address has half of them ({@code REELGRAPH_LIMITS_CONNECTIONS})
 */
@ConfigurationProperties("reelgraph.limits")
public record BodyLimits(long body, long importBody, long bodies, Duration stall, int pace, int connections) {

    private static final long LONGEST_IMPORT = 64L << 20;
    private static final int IMPORT_BODIES_PER_HEAP = 16;
    private static final int BODIES_PER_HEAP = 8;

    /** Checks the limits and works out those that follow the heap. */
    public BodyLimits {
        if (body < 1 || pace < 1 || connections < 1 || !stall.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_LIMITS_… are more than 0.");
        }
        if (importBody < 0 || bodies < 0) {
            throw new ConfigurationException("REELGRAPH_LIMITS_IMPORT_BODY and _BODIES are at least 0.");
        }
        var heap = Runtime.getRuntime().maxMemory();
        importBody = importBody == 0 ? Math.min(LONGEST_IMPORT, heap / IMPORT_BODIES_PER_HEAP) : importBody;
        bodies = bodies == 0 ? Math.max(heap / BODIES_PER_HEAP, 2 * Math.max(body, importBody)) : bodies;
    }

    /** {@return bytes of all bodies of one address} */
    long bodiesOfAddress() {
        return Math.max(1, bodies / 2);
    }

    /** {@return connections of one address} */
    int connectionsOfAddress() {
        return Math.max(1, connections / 2);
    }

    /** {@return how long so many bytes may take at the most, in nanoseconds} */
    long longest(long bytes) {
        return stall.plusSeconds(bytes / pace).toNanos();
    }
}
