package org.reelgraph.graphql.schema;

import java.nio.file.Path;

/**
 * A file that came with a request, as a value of the scalar Upload. It lies in a folder of the request's own, which is
 * removed when the request ends: whoever needs the file for longer moves it away.
 *
 * @param name as the client calls it; to be checked before anything is given this name
 * @param path where it is
 */
public record UploadedFile(String name, Path path) {

    /** {@return what messages may show} */
    @Override
    public String toString() {
        return "file " + name;
    }
}
