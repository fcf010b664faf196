/**
 * Merges records into the catalogue: determines which items and people are meant and what differs
 * ({@link org.reelgraph.imports.merge.Planner}, which is all that a dry run does), and writes the rows
 * ({@link org.reelgraph.imports.merge.ChangeWriter}).
 */
@NullMarked
package org.reelgraph.imports.merge;

import org.jspecify.annotations.NullMarked;
