package org.reelgraph.mediaos.files;

/**
 * Identifies an entry in its file.
 *
 * @param list the list that it stands in; empty if it is a member of the root, or the root itself
 * @param key  its {@code id} in the list, its name as a member, or empty if it is the root
 */
public record EntryKey(String list, String key) {

    /** {@return the key of a member of the root} */
    public static EntryKey ofMember(String name) {
        return new EntryKey("", name);
    }

    /** {@return as people know it} */
    public String inWords() {
        return list.isEmpty() ? key : list + "[id " + key + "]";
    }
}
