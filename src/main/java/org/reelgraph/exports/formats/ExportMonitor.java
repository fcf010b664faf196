package org.reelgraph.exports.formats;

import org.reelgraph.exports.library.MediaTree;

/** Is told how an export goes. */
public interface ExportMonitor {

    /**
     * Takes note of an item that is written. What this throws ends the export.
     */
    void written(MediaTree tree);

    /** Takes note of something in the library that the format can't express. */
    void leftOut(String message);
}
