/** Compares files of MediaOS with the database. */
@NullMarked
package org.reelgraph.mediaos.validation;

import org.jspecify.annotations.NullMarked;
