/** The error log: which requests met an unexpected error, for whoever looks into it. */
@NullMarked
package org.reelgraph.errorlog;

import org.jspecify.annotations.NullMarked;
