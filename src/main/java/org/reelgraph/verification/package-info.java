/**
 * Verification: jobs that check items and their files, what they found last, and what they demand. {@code checks} has the
 * rules, {@code files} finds out what a file is.
 */
@NullMarked
package org.reelgraph.verification;

import org.jspecify.annotations.NullMarked;
