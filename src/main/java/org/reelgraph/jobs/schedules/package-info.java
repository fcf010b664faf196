/** Schedules: jobs that start by themselves, at the times of a cron expression or once a folder has changed. */
@NullMarked
package org.reelgraph.jobs.schedules;

import org.jspecify.annotations.NullMarked;
