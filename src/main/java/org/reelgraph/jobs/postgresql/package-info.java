/** What jobs need of PostgreSQL. */
@NullMarked
package org.reelgraph.jobs.postgresql;

import org.jspecify.annotations.NullMarked;
