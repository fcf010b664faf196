/** Exports of the library as jobs, and where they can be downloaded. */
@NullMarked
package org.reelgraph.exports;

import org.jspecify.annotations.NullMarked;
