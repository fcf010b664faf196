/** The audit trail: who did what, from where, and what was refused. */
@NullMarked
package org.reelgraph.audit;

import org.jspecify.annotations.NullMarked;
