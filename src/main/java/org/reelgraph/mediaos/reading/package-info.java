/** Has the database follow the files of MediaOS, as long as these are the truth. */
@NullMarked
package org.reelgraph.mediaos.reading;

import org.jspecify.annotations.NullMarked;
