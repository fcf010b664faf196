package org.reelgraph.jobs.schedules;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The error codes for schedules. */
final class ScheduleErrors {

    static final UserErrorCode ALREADY_RUNNING = new UserErrorCode("ALREADY_RUNNING");

    private ScheduleErrors() {
    }
}
