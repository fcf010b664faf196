/** The servers and databases that Reelgraph relies on: whether they can be used, and how reliably they could. */
@NullMarked
package org.reelgraph.services;

import org.jspecify.annotations.NullMarked;
