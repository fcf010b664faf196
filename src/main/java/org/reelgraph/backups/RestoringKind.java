package org.reelgraph.backups;

import org.reelgraph.jobs.JobKind;

/**
 * A kind of jobs that restore a backup and compare, if only into a database of its own, as each backup is when it is made.
 * One that is done has proven that it can be restored, even if something else went wrong, such as a second copy.
 */
public interface RestoringKind extends JobKind {
}
