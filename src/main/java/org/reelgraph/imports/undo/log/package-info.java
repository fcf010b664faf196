/**
 * What jobs changed in the library, kept as it was before: rows are read before they are written, and put back by
 * another job. Tables are taken as the database describes them, so that a new one which refers to an item comes back
 * with it.
 */
@NullMarked
package org.reelgraph.imports.undo.log;

import org.jspecify.annotations.NullMarked;
