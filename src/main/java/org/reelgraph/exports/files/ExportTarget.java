package org.reelgraph.exports.files;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the files of an export, one after the other. */
public interface ExportTarget {

    /**
     * {@return a stream into the next file, which has to be closed before there is another one}
     *
     * @param name its path within the export, with {@code /} between folders
     */
    OutputStream file(String name) throws IOException;
}
