/** Files to import that came with a request: what archives may hold, and where files lie as long as jobs need them. */
@NullMarked
package org.reelgraph.imports.uploads;

import org.jspecify.annotations.NullMarked;
