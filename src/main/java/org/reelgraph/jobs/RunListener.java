package org.reelgraph.jobs;

import org.reelgraph.storage.Step;

/** Is told of the runs of jobs in this program. Every bean of this type takes part. */
@FunctionalInterface
public interface RunListener {

    /** Called before a job runs, or goes on; {@return what is told of its end} */
    Step begins(Job job);
}
