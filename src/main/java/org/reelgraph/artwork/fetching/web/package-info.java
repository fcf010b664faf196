/** Pictures on other servers, and which of these may be asked: a library's sources decide where its pictures are. */
@NullMarked
package org.reelgraph.artwork.fetching.web;

import org.jspecify.annotations.NullMarked;
