/** How a feature declares a setting beside the code that reads it, and the list of all that are declared. */
package org.reelgraph.settings.declaration;
