package org.reelgraph.imports.undo.log;

import org.jspecify.annotations.Nullable;

/**
 * What an entry of a file was before a job changed it, and what it was then.
 *
 * @param file   the file's name without its ending
 * @param list   the list that it stands in; empty if it stands in none
 * @param key    its key in the list, or in the root
 * @param isRoot whether it is what the root holds beside its entries
 * @param title  for people
 * @param before as whoever keeps entries writes it, with secrets encrypted; null if it wasn't there
 * @param after  likewise
 */
public record EntryImage(long id, String file, String list, String key, boolean isRoot, String title,
        @Nullable String before, @Nullable String after) {
}
