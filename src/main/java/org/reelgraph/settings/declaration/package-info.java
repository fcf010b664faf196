/** How a feature declares a setting beside the code that reads it, and the list of all that are declared. */
@NullMarked
package org.reelgraph.settings.declaration;

import org.jspecify.annotations.NullMarked;
