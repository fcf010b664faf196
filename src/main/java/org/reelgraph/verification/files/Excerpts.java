package org.reelgraph.verification.files;

import java.nio.file.Path;
import java.util.Locale;

/** Parts of texts and names. */
final class Excerpts {

    private static final int LONGEST = 300;

    private Excerpts() {
    }

    /** {@return the text, shortened if it is long, without characters that can't be stored} */
    static String of(String text) {
        var storable = text.replace('\0', ' ');
        return storable.length() <= LONGEST ? storable : storable.substring(0, LONGEST) + "…";
    }

    /** {@return the ending of a file's name, without the dot, in lower case; empty if it has none} */
    static String ending(Path file) {
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
