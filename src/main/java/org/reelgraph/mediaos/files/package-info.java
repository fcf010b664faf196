/**
 * The JSON files of MediaOS: what each holds, and how its entries are kept in the database. Each file is a bean, which knows
 * the feature that its entries belong to.
 */
@NullMarked
package org.reelgraph.mediaos.files;

import org.jspecify.annotations.NullMarked;
