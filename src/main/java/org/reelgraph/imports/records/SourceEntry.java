package org.reelgraph.imports.records;

import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;

/**
 * An entry of a file that is read entry by entry, whatever it is about.
 *
 * @param file     the file's name without its ending
 * @param list     the list that it stands in; empty if it is a member of the root, or the root itself
 * @param key      its key in the list or the root; empty if it is the root
 * @param position its place among all entries of the file
 * @param title    for people
 * @param json     what the file says; empty if that must not be kept
 * @param part     what it is
 */
public record SourceEntry(String file, String list, String key, int position, String title, String json, Part part) {

    /** What an entry is. */
    public enum Part {
        /** Something with a meaning of its own. */
        ENTRY,
        /** What the root of a file holds beside its entries, with null in their place. */
        ROOT
    }

    /** {@return the same entry, of which nothing must be kept} */
    public SourceEntry discarded() {
        return new SourceEntry(file, list, key, position, title, "", part);
    }

    /** An entry with what it means. */
    public record Read(SourceEntry entry, Optional<MediaRecord> media, List<UserError> errors) {
    }
}
