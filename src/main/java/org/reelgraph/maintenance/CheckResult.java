package org.reelgraph.maintenance;

import java.time.Instant;
import java.util.List;

/**
 * What a check of the database found.
 *
 * @param subject  what was checked, in words for the owner
 * @param problems what was wrong, in words for the owner; nothing if all was well
 */
public record CheckResult(String subject, Instant checkedAt, List<String> problems) {

    /** {@return whether nothing was wrong} */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
