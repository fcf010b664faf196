package org.reelgraph.storage.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * Says how long something is kept, and removes it afterwards. {@link RetentionRunner} applies every bean of this type.
 */
public interface RetentionRule {

    /** {@return what it removes, in the plural: the log says "old …"} */
    String contents();

    /** {@return how long it is kept} */
    Duration kept();

    /**
     * Removes some of what is older, few enough that other writers hardly wait. The caller has begun a transaction on
     * the data source {@code writer}, and calls again until nothing is left.
     *
     * @return how many were removed
     */
    int removeSome(Instant before);
}
