package org.reelgraph.mediaos.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.undo.log.EntryImage;
import org.reelgraph.imports.undo.log.EntryRestoration.Done;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;

/** Puts entries of one file back. Each is judged by itself, so that one that can't be put back keeps no other from it. */
final class FileRestoration<T> {

    private static final String IS_TAKEN = "Something else is the same by now.";

    private final MediaOsFile<T> file;
    private final Meaning<T> meaning;
    private final EntryImages images;
    private final EntryStore store;
    private final Actor actor;
    private final List<EntryImage> all;
    private final boolean force;
    private final boolean dryRun;
    private final Map<EntryKey, String> titles;
    private final Map<EntryKey, Long> rows;
    private final Map<EntryImage, Restored> results = new LinkedHashMap<>();
    private final Set<EntryImage> refused = new HashSet<>();
    private Map<EntryKey, Found<T>> before = Map.of();
    private List<Wish<T>> wishes = List.of();

    FileRestoration(Meaning<T> meaning, EntryImages images, EntryStore store, List<EntryImage> all, Wanted wanted) {
        this.file = meaning.file();
        this.meaning = meaning;
        this.images = images;
        this.store = store;
        this.all = all;
        this.actor = wanted.actor();
        this.force = wanted.force();
        this.dryRun = wanted.dryRun();
        titles = all.stream().collect(Collectors.toMap(FileRestoration::keyOf, EntryImage::title, (one, other) -> one,
                LinkedHashMap::new));
        rows = rows(all);
    }

    /** How entries are to be put back. */
    record Wanted(Actor actor, boolean force, boolean dryRun) {
    }

    /**
     * An entry to be put back.
     *
     * @param now   what there is of it
     * @param state what there was; empty if nothing was
     * @param value what its row meant; empty if there was none
     */
    private record Wish<T>(EntryImage image, Found<T> now, Optional<EntryState> state, Optional<T> value) {

        EntryKey key() {
            return keyOf(image);
        }

        Optional<Long> rowNow() {
            return now.value().isPresent() ? now.row() : Optional.empty();
        }
    }

    private static EntryKey keyOf(EntryImage image) {
        return new EntryKey(image.list(), image.key());
    }

    /** Judges all entries, and removes what was not there. */
    void begin() {
        before = images.find(file, titles.keySet(), rows);
        wishes = judged();
        if (!dryRun) {
            remove();
        }
    }

    /** {@return what came of the entries, once the others are put back} */
    Done finish() {
        var kept = keep();
        if (dryRun) {
            return new Done(List.copyOf(results.values()), List.of());
        }
        var done = wishes.stream().filter(wish -> !refused.contains(wish.image())).toList();
        writeEntries(done, kept);
        kept.forEach((image, row) -> rows.put(keyOf(image), row));
        var after = images.find(file, titles.keySet(), rows);
        titles.keySet().retainAll(done.stream().map(Wish::key).collect(Collectors.toSet()));
        return new Done(List.copyOf(results.values()), images.changes(file, titles, before, after));
    }

    // Of entries that were never imported.
    private static Map<EntryKey, Long> rows(List<EntryImage> all) {
        var rows = new HashMap<EntryKey, Long>();
        all.forEach(image -> Judgement.state(image.after()).or(() -> Judgement.state(image.before()))
                .map(EntryState::row).ifPresent(row -> rows.put(keyOf(image), row)));
        return rows;
    }

    private List<Wish<T>> judged() {
        var judgement = new Judgement<>(meaning, force);
        var possible = new ArrayList<Wish<T>>();
        for (var image : all) {
            var now = before.getOrDefault(keyOf(image), Found.nothing());
            var result = judgement.of(image, keyOf(image), now);
            results.put(image, result);
            if (result.outcome() == Outcome.RESTORED || result.outcome() == Outcome.DELETED) {
                wish(image, now).ifPresent(possible::add);
            }
        }
        return possible;
    }

    private Optional<Wish<T>> wish(EntryImage image, Found<T> now) {
        var state = Judgement.state(image.before());
        var members = state.map(EntryState::members);
        var errors = new ArrayList<UserError>();
        var value = members.flatMap(json -> meaning.of(keyOf(image), json, errors::add));
        if (members.isPresent() && value.isEmpty()) {
            refuse(image, errors.getFirst().message());
            return Optional.empty();
        }
        return Optional.of(new Wish<>(image, now, state, value));
    }

    private void refuse(EntryImage image, String why) {
        refused.add(image);
        results.put(image, Restored.of(image, Outcome.REFUSED).refused(why));
    }

    private void remove() {
        var gone = wishes.stream().filter(wish -> wish.value().isEmpty()).flatMap(wish -> wish.rowNow().stream())
                .toList();
        if (!gone.isEmpty()) {
            file.delete(gone, actor);
        }
    }

    /** {@return the rows of what was kept} */
    private Map<EntryImage, Long> keep() {
        var wanted = wishes.stream().filter(wish -> wish.value().isPresent()).toList();
        var tried = keepAll(wanted, true);
        var possible = new ArrayList<Wish<T>>();
        for (var i = 0; i < wanted.size(); i++) {
            var wish = wanted.get(i);
            if (!isRefused(wish, tried.get(i))) {
                possible.add(wish);
            }
        }
        var kept = new HashMap<EntryImage, Long>();
        if (!dryRun) {
            var done = keepAll(possible, false);
            for (var i = 0; i < possible.size(); i++) {
                var wish = possible.get(i);
                if (!isRefused(wish, done.get(i))) {
                    done.get(i).rowId().ifPresent(row -> kept.put(wish.image(), row));
                }
            }
        }
        return kept;
    }

    private List<Kept> keepAll(List<Wish<T>> some, boolean isTrial) {
        return some.isEmpty()
                ? List.of()
                : file.keep(some.stream().map(wish -> new Incoming<>(wish.key(), wish.value().orElseThrow(),
                        wish.rowNow())).toList(), actor, isTrial);
    }

    private boolean isRefused(Wish<T> wish, Kept kept) {
        if (kept.outcome() == MediaOsFile.Outcome.FAILED) {
            refuse(wish.image(), kept.errors().getFirst().message());
            return true;
        }
        // What is made anew must not become something that somebody else has made.
        if (wish.rowNow().isEmpty() && kept.outcome() != MediaOsFile.Outcome.CREATED) {
            refuse(wish.image(), IS_TAKEN);
            return true;
        }
        return false;
    }

    private void writeEntries(List<Wish<T>> done, Map<EntryImage, Long> kept) {
        var added = new ArrayList<KeptEntry>();
        var changed = new ArrayList<KeptEntry>();
        var removed = new HashSet<KeptEntry>();
        for (var wish : done) {
            var there = wish.now().kept();
            var json = wish.state().map(EntryState::json);
            if (json.isEmpty()) {
                there.ifPresent(removed::add);
                continue;
            }
            var state = wish.state().orElseThrow();
            var row = wish.value().isPresent()
                    ? Optional.ofNullable(kept.get(wish.image()))
                    : Optional.ofNullable(state.row());
            (there.isPresent() ? changed : added).add(new KeptEntry(there.map(KeptEntry::id)
                    .orElse(wish.image().id()), file.name(), wish.key(), state.position(), row, json.get()));
        }
        store.delete(removed);
        store.insert(added);
        store.update(changed);
    }
}
