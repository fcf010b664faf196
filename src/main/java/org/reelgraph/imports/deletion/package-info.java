/** Guards what is deleted because a source no longer contains it: too much of it needs somebody's confirmation. */
@NullMarked
package org.reelgraph.imports.deletion;

import org.jspecify.annotations.NullMarked;
