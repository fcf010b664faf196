/** Files of media: where they may lie, what their first bytes tell, and what ffprobe and ffmpeg find out about them. */
@NullMarked
package org.reelgraph.verification.files;

import org.jspecify.annotations.NullMarked;
