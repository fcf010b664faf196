/**
 * Imports: input → checked records ({@link org.reelgraph.imports.RecordReader}) → plan of changes
 * ({@link org.reelgraph.imports.Planner}, all that a dry run does) → rows ({@link org.reelgraph.imports.ChangeWriter}).
 */
package org.reelgraph.imports;
