/** The settings: what can be set, to what it is set, and by what. */
@NullMarked
package org.reelgraph.settings;

import org.jspecify.annotations.NullMarked;
