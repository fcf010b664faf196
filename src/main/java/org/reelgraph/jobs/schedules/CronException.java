package org.reelgraph.jobs.schedules;

import java.util.Objects;

/** A text is no cron expression. The message names the field and what it may be. */
final class CronException extends Exception {

    CronException(String message) {
        super(message);
    }

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "The constructor takes one.");
    }
}
