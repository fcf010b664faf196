/**
 * A library as one file: all its tables in a form that no database has for itself, compressed, with a manifest that says
 * what is in it.
 */
@NullMarked
package org.reelgraph.storage.archive;

import org.jspecify.annotations.NullMarked;
