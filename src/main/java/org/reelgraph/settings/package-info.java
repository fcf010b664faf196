/** The settings: what can be set, and where each value comes from. */
@NullMarked
package org.reelgraph.settings;

import org.jspecify.annotations.NullMarked;
