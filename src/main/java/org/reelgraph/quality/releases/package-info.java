/** What the names of releases say, such as {@code Paper.Lantern.2019.1080p.WEB-DL.H264-GROUP}. Knows no other package. */
@NullMarked
package org.reelgraph.quality.releases;

import org.jspecify.annotations.NullMarked;
