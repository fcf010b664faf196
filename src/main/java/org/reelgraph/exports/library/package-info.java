/** The library as trees, read in the state of one moment, for whoever writes it to files. */
@NullMarked
package org.reelgraph.exports.library;

import org.jspecify.annotations.NullMarked;
