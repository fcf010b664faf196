/** Whether the database is sound, and how what it derives from other data is made anew. */
@NullMarked
package org.reelgraph.storage.integrity;

import org.jspecify.annotations.NullMarked;
