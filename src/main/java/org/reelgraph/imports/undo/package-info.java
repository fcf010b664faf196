/** Jobs that undo other jobs: imports, and what undid them. */
@NullMarked
package org.reelgraph.imports.undo;

import org.jspecify.annotations.NullMarked;
