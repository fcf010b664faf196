package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;

/**
 * Where a record comes from.
 *
 * @param file  the file, relative to what is imported; null where it came in a request
 * @param line  its line in the file, from 1, where a record is a line
 * @param index its position in the file's or the request's list, from 0, where there is one
 * @param place where errors' paths begin
 */
public record Origin(@Nullable String file, @Nullable Integer line, @Nullable Integer index, InputPath place) {

    /** {@return the origin of an item of a list in a request} */
    public static Origin ofRequest(InputPath list, int index) {
        return new Origin(null, null, index, list.below(index));
    }

    /** {@return the origin of a record that is a whole file, or of an error about the file} */
    public static Origin ofFile(String file) {
        return new Origin(file, null, null, InputPath.START);
    }

    /** {@return the origin of a line, from 1} */
    public static Origin ofLine(String file, int line) {
        return new Origin(file, line, null, InputPath.START);
    }

    /** {@return the origin of an item of a file's list, from 0} */
    public static Origin ofItem(String file, int index) {
        return new Origin(file, null, index, InputPath.START);
    }

    /** {@return the record's place in words} */
    public String inWords() {
        if (line != null) {
            return "line " + line + " of " + file;
        }
        if (index != null) {
            return "number " + index + " of " + (file == null ? "this input" : file);
        }
        return file;
    }
}
