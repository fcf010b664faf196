/** The error log: which requests failed unexpectedly. */
@NullMarked
package org.reelgraph.errorlog;

import org.jspecify.annotations.NullMarked;
