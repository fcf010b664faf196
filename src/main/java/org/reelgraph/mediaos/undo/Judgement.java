package org.reelgraph.mediaos.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.EntryImage;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.files.EntryKey;

/**
 * Whether entries may be put back: only what is as the job had left it, unless whatever was changed since is to be overwritten.
 */
record Judgement<T>(Meaning<T> meaning, boolean force) {

    /** {@return what there was of an entry; empty if nothing was} */
    static Optional<EntryState> state(@Nullable String text) {
        return Optional.ofNullable(text).map(EntryState::of);
    }

    /** {@return what would become of an entry} */
    Restored of(EntryImage image, EntryKey key, Found<T> now) {
        var before = state(image.before());
        var after = state(image.after());
        if (isSame(key, now, before)) {
            return Restored.of(image, Outcome.UNCHANGED);
        }
        if (isSame(key, now, after) || force && !now.isNothing()) {
            return Restored.of(image, isNothing(before) ? Outcome.DELETED : Outcome.RESTORED);
        }
        return Restored.of(image, Outcome.REFUSED)
                .refused(now.isNothing()
                        ? Restored.GONE
                        : isNothing(after) ? Restored.IS_BACK : Restored.CHANGED);
    }

    private static boolean isNothing(Optional<EntryState> state) {
        return state.isEmpty() || state.get().members() == null && !state.get().isAsItIs();
    }

    private boolean isSame(EntryKey key, Found<T> now, Optional<EntryState> state) {
        if (isNothing(state)) {
            return now.isNothing();
        }
        var members = state.get().members();
        var json = Optional.ofNullable(state.get().json());
        var jsonNow = now.kept().map(KeptEntry::json);
        if (members == null) {
            return now.isAsItIs() && EntryJson.isSame(EntryJson.object(json.orElseThrow()),
                    EntryJson.object(jsonNow.orElseThrow()));
        }
        return now.value().isPresent() && isSame(members, now.value().get())
                && EntryJson.isSame(others(key, json), others(key, jsonNow));
    }

    private boolean isSame(String members, T now) {
        return meaning.inClear(members).filter(known -> EntryJson.isSame(known, meaning.file().write(now))).isPresent();
    }

    // What was made here has nothing but a meaning, whether or not it was written to the file since.
    private ObjectNode others(EntryKey key, Optional<String> json) {
        var file = meaning.file();
        return json.map(EntryJson::object).orElseGet(() -> file.fresh(key)).without(file.members());
    }
}
