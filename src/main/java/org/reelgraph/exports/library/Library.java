package org.reelgraph.exports.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SeriesTotals;
import org.reelgraph.exports.library.MediaTreeReader.Place;

/**
 * The selected part of the library. Whoever goes through it holds some thousand episodes at a time, or one series. An
 * instance is for one read transaction, so that everything is of one moment.
 */
public final class Library {

    private static final int MOST_ITEMS = 200;
    private static final int MOST_EPISODES = 3_000;

    /** Takes one item after the other. */
    @FunctionalInterface
    public interface Visitor {

        /** Takes an item. */
        void visit(MediaTree tree) throws IOException;
    }

    private final MediaTreeReader trees;
    private final Selection selection;

    Library(MediaTreeReader trees, Selection selection) {
        this.trees = trees;
        this.selection = selection;
    }

    /** {@return the source of all items} */
    public String source() {
        return selection.source();
    }

    /** {@return the sources whose items aren't part of it} */
    public List<String> otherSources() {
        return trees.sources().stream().filter(source -> !source.equals(selection.source())).toList();
    }

    /** {@return how many items of these kinds there are} */
    public int count(Set<MediaKind> kinds) {
        return trees.places(selection, kinds).size();
    }

    /** Goes through the items of these kinds with all that is below them, in the order in which they came. */
    public void each(Set<MediaKind> kinds, Visitor visitor) throws IOException {
        for (var some : batches(trees.places(selection, kinds))) {
            for (var items : split(some)) {
                visit(items, true, visitor);
            }
        }
    }

    /** Goes through the items of these kinds without seasons and episodes. */
    public void eachWithoutParts(Set<MediaKind> kinds, Visitor visitor) throws IOException {
        for (var some : batches(trees.places(selection, kinds))) {
            visit(some.stream().map(Place::id).toList(), false, visitor);
        }
    }

    private void visit(List<Long> ids, boolean isWhole, Visitor visitor) throws IOException {
        for (var tree : trees.trees(ids, isWhole)) {
            visitor.visit(tree);
        }
    }

    private static List<List<Place>> batches(List<Place> all) {
        var batches = new ArrayList<List<Place>>();
        for (var from = 0; from < all.size(); from += MOST_ITEMS) {
            batches.add(all.subList(from, Math.min(all.size(), from + MOST_ITEMS)));
        }
        return batches;
    }

    // Series that together have no more episodes than fit into memory; a larger one is alone.
    private List<List<Long>> split(List<Place> some) {
        var series = some.stream().filter(place -> place.kind() == MediaKind.SERIES).map(Place::id).toList();
        var totals = series.isEmpty() ? Map.<Long, SeriesTotals>of() : trees.totals(series);
        var parts = new ArrayList<List<Long>>();
        var part = new ArrayList<Long>();
        var episodes = 0;
        for (var place : some) {
            var more = Optional.ofNullable(totals.get(place.id())).map(SeriesTotals::episodes).orElse(0);
            if (!part.isEmpty() && episodes + more > MOST_EPISODES) {
                parts.add(List.copyOf(part));
                part.clear();
                episodes = 0;
            }
            part.add(place.id());
            episodes += more;
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
