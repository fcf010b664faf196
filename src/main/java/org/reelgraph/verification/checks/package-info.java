/** The rules by which items are verified. They know facts, and neither files nor the database. */
@NullMarked
package org.reelgraph.verification.checks;

import org.jspecify.annotations.NullMarked;
