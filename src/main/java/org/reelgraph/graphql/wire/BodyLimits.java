package org.reelgraph.graphql.wire;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/** How much clients may send, how slowly, and over how many connections. A limit of 0 is a part of the heap. */
@Introspected
@ConfigurationProperties("reelgraph.limits")
public record BodyLimits(
        @Setting(description = "Bytes of the body of a caller who may not import.", defaultValue = "1048576",
                storable = true) long body,
        @Setting(
                description = "Bytes of the body of a caller who may import. `0` means a sixteenth of the heap, at most"
                        + " 64 MB.",
                defaultValue = "0", min = 0, storable = true) long importBody,
        @Setting(description = "Bytes of all request bodies that are being received. One IP address can use half of "
                + "them. `0` means an eighth of the heap.", defaultValue = "0", min = 0, storable = true) long bodies,
        @Setting(description = "How long a client may send or receive nothing while the server waits for it.",
                defaultValue = "10s", storable = true) Duration stall,
        @Setting(description = "Bytes per second that a client has to send or receive on average.",
                defaultValue = "4096", storable = true) int pace,
        @Setting(description = "Open connections. One IP address can have half of them.", defaultValue = "2000",
                storable = true) int connections) {

    private static final long LONGEST_IMPORT = 64L << 20;
    private static final int IMPORT_BODIES_PER_HEAP = 16;
    private static final int BODIES_PER_HEAP = 8;

    /** Validates the limits and computes those that depend on the heap. */
    public BodyLimits {
        if (body < 1 || pace < 1 || connections < 1 || !stall.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_LIMITS_… must be greater than 0.");
        }
        if (importBody < 0 || bodies < 0) {
            throw new ConfigurationException("REELGRAPH_LIMITS_IMPORT_BODY and _BODIES must be at least 0.");
        }
        var heap = Runtime.getRuntime().maxMemory();
        importBody = importBody == 0 ? Math.min(LONGEST_IMPORT, heap / IMPORT_BODIES_PER_HEAP) : importBody;
        bodies = bodies == 0 ? Math.max(heap / BODIES_PER_HEAP, 2 * Math.max(body, importBody)) : bodies;
    }

    /** {@return the maximum size of all bodies of one IP address, in bytes} */
    long bodiesOfAddress() {
        return Math.max(1, bodies / 2);
    }

    /** {@return the maximum number of connections of one IP address} */
    int connectionsOfAddress() {
        return Math.max(1, connections / 2);
    }

    /** {@return the maximum time to transfer this many bytes, in nanoseconds} */
    long longest(long bytes) {
        return stall.plusSeconds(bytes / pace).toNanos();
    }
}
