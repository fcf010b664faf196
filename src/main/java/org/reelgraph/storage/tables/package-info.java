/** Tables, as the database itself describes them. */
@NullMarked
package org.reelgraph.storage.tables;

import org.jspecify.annotations.NullMarked;
