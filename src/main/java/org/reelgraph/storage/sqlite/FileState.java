package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What shows that a database has changed.
 *
 * @param files sizes and times of the file and of the logs beside it that hold anything
 */
record FileState(List<String> files) {

    /** {@return how it is now} */
    static FileState of(Path file) throws IOException {
        var files = new ArrayList<String>();
        files.add(Files.size(file) + " " + Files.getLastModifiedTime(file));
        for (var ending : ForeignFiles.LOGS) {
            var log = SqliteFiles.beside(file, ending);
            if (sizeOf(log) > 0) {
                files.add(ending + " " + sizeOf(log) + " " + Files.getLastModifiedTime(log));
            }
        }
        return new FileState(List.copyOf(files));
    }

    /** {@return the size of a file; 0 if there is none} */
    static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
