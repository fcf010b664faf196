/**
 * Merging records into the catalogue: which items and people are meant, what differs
 * ({@link org.reelgraph.imports.merge.Planner}, all that a dry run does), and the rows
 * ({@link org.reelgraph.imports.merge.ChangeWriter}).
 */
package org.reelgraph.imports.merge;
