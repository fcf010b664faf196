package org.reelgraph.imports.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reelgraph.imports.formats.nfo.Pictures;

/** The folders of a source, as far down as Kodi's files are. */
final class KodiFolders {

    private static final int DEEPEST = 8;
    private static final String ENDING = ".nfo";

    private final ImportSource source;

    KodiFolders(ImportSource source) {
        this.source = source;
    }

    static boolean isNfo(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** {@return a path without the file's ending} */
    static String withoutEnding(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    /** {@return the name of the file or folder at a path} */
    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return whether there is any NFO file} */
    boolean holdAny() throws SourceException {
        return holdsAny("", 0);
    }

    private boolean holdsAny(String folder, int depth) throws SourceException {
        if (!nfosIn(folder).isEmpty()) {
            return true;
        }
        for (var below : foldersIn(folder, depth)) {
            if (holdsAny(below, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the paths of the NFO files in a folder, in order} */
    List<String> nfosIn(String folder) throws SourceException {
        return source.filesIn(folder, KodiFolders::isNfo);
    }

    /** {@return the pictures in a folder} */
    Pictures picturesIn(String folder) throws SourceException {
        return new Pictures(source.filesIn(folder, Pictures::isPicture));
    }

    /** {@return the paths of the folders in a folder, in order; none if that is too far down} */
    List<String> foldersIn(String folder, int depth) throws SourceException {
        return depth < DEEPEST ? source.foldersIn(folder) : List.of();
    }

    /** {@return a folder and all below it} */
    List<String> allBelow(String folder, int depth) throws SourceException {
        var all = new ArrayList<>(List.of(folder));
        for (var below : foldersIn(folder, depth)) {
            all.addAll(allBelow(below, depth + 1));
        }
        return all;
    }
}
