package org.reelgraph.imports.records;

import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * Where a record comes from.
 *
 * @param file  the file, relative to the imported folder; null for a record in a request
 * @param line  the record's line in the file, from 1; null if records aren't lines
 * @param index the record's position in the file's or the request's list, from 0; null if there is no list
 * @param place the path at which the paths of errors start
 */
@GeneratedBuilder
public record Origin(@Nullable String file, @Nullable Integer line, @Nullable Integer index, InputPath place) {

    /** {@return the origin of an item in a request's list} */
    public static Origin ofRequest(InputPath list, int index) {
        return OriginBuilder.builder().index(index).place(list.below(index)).build();
    }

    /** {@return the origin of a record that is a whole file, or of an error about the file} */
    public static Origin ofFile(String file) {
        return in(file).build();
    }

    /** {@return the origin of a line, from 1} */
    public static Origin ofLine(String file, int line) {
        return in(file).line(line).build();
    }

    /** {@return the origin of an item in a file's list, from 0} */
    public static Origin ofItem(String file, int index) {
        return in(file).index(index).build();
    }

    private static OriginBuilder in(String file) {
        return OriginBuilder.builder().file(file).place(InputPath.START);
    }

    /** {@return a description of the record's location} */
    public String inWords() {
        if (line != null) {
            return "line " + line + " of " + file;
        }
        var named = file == null ? "this input" : file;
        return index == null ? named : "number " + index + " of " + named;
    }
}
