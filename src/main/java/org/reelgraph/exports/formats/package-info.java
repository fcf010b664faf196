/** The formats that the library is exported in. */
@NullMarked
package org.reelgraph.exports.formats;

import org.jspecify.annotations.NullMarked;
