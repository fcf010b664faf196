/** The settings: what can be set, to what it is set, and by what. */
package org.reelgraph.settings;
