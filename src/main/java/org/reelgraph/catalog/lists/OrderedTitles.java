package org.reelgraph.catalog.lists;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;

/**
 * The folded titles of all media in the order of their sort keys, for one state of the library. They are joined to one
 * text, since the JVM looks for a text in a long one many bytes at a time. An item takes some 80 bytes and its title.
 */
final class OrderedTitles {

    /** The titles of an empty library. */
    static final OrderedTitles EMPTY = new OrderedTitles(0, new long[0], new MediaKind[0], new byte[0][], new int[]{0},
            "");

    // The byte 0xFF is in no text in UTF-8, so nothing is found across two titles.
    private static final char END = '\u00FF';
    private static final Comparator<Title> IN_ORDER = (one, other) -> compare(one.key(), one.id(), other.key(),
            other.id());

    /**
     * A title.
     *
     * @param key    the sort key in UTF-8
     * @param folded the title as filters compare it, in UTF-8
     */
    record Title(long id, MediaKind kind, byte[] key, byte[] folded) {
    }

    private final long place;
    private final long[] ids;
    private final MediaKind[] kinds;
    private final byte[][] keys;
    // Where each title begins in the text, and where the last one ends.
    private final int[] starts;
    // A character for each byte in UTF-8.
    private final String text;

    private OrderedTitles(long place, long[] ids, MediaKind[] kinds, byte[][] keys, int[] starts, String text) {
        this.place = place;
        this.ids = ids;
        this.kinds = kinds;
        this.keys = keys;
        this.starts = starts;
        this.text = text;
    }

    /** {@return the position of the library's last change} */
    long place() {
        return place;
    }

    /**
     * {@return the titles of a later state}
     *
     * @param changed the items that were created, changed or deleted in between
     * @param current those that exist
     */
    OrderedTitles at(long later, Collection<Long> changed, List<Title> current) {
        var merged = new Merge(ids.length + current.size(), new HashSet<>(changed));
        var ordered = new ArrayList<>(current);
        ordered.sort(IN_ORDER);
        var next = 0;
        for (var title : ordered) {
            while (next < ids.length && compare(keys[next], ids[next], title.key(), title.id()) < 0) {
                merged.keep(next++);
            }
            merged.add(title);
        }
        while (next < ids.length) {
            merged.keep(next++);
        }
        return merged.end(later);
    }

    /**
     * {@return the ids of the first items of a kind, or of all, whose titles contain a text, in order}
     *
     * @param folded not empty
     * @param from   the item to begin with; empty to begin at the start, or at the end if backwards
     */
    List<Long> containing(String folded, Optional<MediaKind> kind, Optional<Long> from, boolean backwards, int most) {
        var part = new String(folded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var found = new ArrayList<Long>();
        var first = from.map(this::indexOf).orElse(backwards ? ids.length - 1 : 0);
        for (var index = next(part, first, backwards); index >= 0 && found.size() < most; index = next(part,
                backwards ? index - 1 : index + 1, backwards)) {
            if (kind.isEmpty() || kind.get() == kinds[index]) {
                found.add(ids[index]);
            }
        }
        return found;
    }

    /** {@return how many items of a kind, or of all, have titles that contain a text, which is not empty} */
    int count(String folded, Optional<MediaKind> kind) {
        return containing(folded, kind, Optional.empty(), false, Integer.MAX_VALUE).size();
    }

    // The index of the first title from there on that contains a text, or -1.
    private int next(String part, int index, boolean backwards) {
        var at = backwards ? text.lastIndexOf(part, starts[index + 1] - 1) : text.indexOf(part, starts[index]);
        var start = Arrays.binarySearch(starts, at);
        return at < 0 ? -1 : start >= 0 ? start : -start - 2;
    }

    private int indexOf(long id) {
        for (var index = 0; index < ids.length; index++) {
            if (ids[index] == id) {
                return index;
            }
        }
        throw new IllegalArgumentException("This state of the library has no item " + id + ".");
    }

    private static int compare(byte[] key, long id, byte[] otherKey, long otherId) {
        var keys = Arrays.compareUnsigned(key, otherKey);
        return keys != 0 ? keys : Long.compare(id, otherId);
    }

    // What is kept is copied from the titles of before.
    private final class Merge {

        private final HashSet<Long> changed;
        private final long[] mergedIds;
        private final MediaKind[] mergedKinds;
        private final byte[][] mergedKeys;
        private final int[] mergedStarts;
        private final StringBuilder merged;
        private int count;

        Merge(int most, HashSet<Long> changed) {
            this.changed = changed;
            mergedIds = new long[most];
            mergedKinds = new MediaKind[most];
            mergedKeys = new byte[most][];
            mergedStarts = new int[most + 1];
            merged = new StringBuilder(text.length());
        }

        void keep(int index) {
            if (!changed.contains(ids[index])) {
                merged.append(text, starts[index], starts[index + 1]);
                add(ids[index], kinds[index], keys[index]);
            }
        }

        void add(Title title) {
            merged.append(new String(title.folded(), StandardCharsets.ISO_8859_1)).append(END);
            add(title.id(), title.kind(), title.key());
        }

        private void add(long id, MediaKind kind, byte[] key) {
            mergedIds[count] = id;
            mergedKinds[count] = kind;
            mergedKeys[count] = key;
            mergedStarts[++count] = merged.length();
        }

        OrderedTitles end(long later) {
            return new OrderedTitles(later, Arrays.copyOf(mergedIds, count), Arrays.copyOf(mergedKinds, count),
                    Arrays.copyOf(mergedKeys, count), Arrays.copyOf(mergedStarts, count + 1), merged.toString());
        }
    }
}
