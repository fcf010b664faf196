/**
 * The JVM's AOT cache: what a training run teaches the JVM about this program, so that later starts needn't learn it.
 */
@NullMarked
package org.reelgraph.training;

import org.jspecify.annotations.NullMarked;
