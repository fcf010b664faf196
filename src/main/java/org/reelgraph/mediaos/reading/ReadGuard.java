package org.reelgraph.mediaos.reading;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.mediaos.library.LibraryChangesReader;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.mirror.FileVersions;
import org.reelgraph.mediaos.mirror.MirrorStore;
import org.reelgraph.storage.TransactionGuard;

/**
 * Refuses transactions after which the database would say something else than the files that it follows. What changes
 * nothing of what they say passes, such as a sign-in, a sort key or a secret that is encrypted with another key.
 */
@Singleton
class ReadGuard implements TransactionGuard {

    private static final int AT_ONCE = 1_000;
    private static final String MEDIA = "media_items";

    private final MediaOsFiles files;
    private final EntryStore entries;
    private final MirrorStore store;
    private final LibraryChangesReader library;
    private final ScopedValue<Pass> pass = ScopedValue.newInstance();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    /** Whether a transaction may write whatever it wants. */
    private static final class Pass {
        private boolean isGiven;
    }

    /**
     * What a file's rows say.
     *
     * @param version in which version of them
     * @param rows    a hash of each by its id
     */
    private record Snapshot(String version, Map<Long, Integer> rows) {
    }

    ReadGuard(MediaOsFiles files, EntryStore entries, MirrorStore store, LibraryChangesReader library) {
        this.files = files;
        this.entries = entries;
        this.store = store;
        this.library = library;
    }

    /** {@return the result of work whose transactions may write whatever they want} */
    <T> T passing(Supplier<T> work) {
        var given = new Pass();
        given.isGiven = true;
        return ScopedValue.where(pass, given).call(work::get);
    }

    /** Lets the current transaction write whatever it wants. */
    void letPass() {
        if (pass.isBound()) {
            pass.get().isGiven = true;
        }
    }

    @Override
    public <T> T within(Supplier<T> work) {
        if (pass.isBound()) {
            return work.get();
        }
        var own = new Pass();
        var before = store.versions();
        guarded().forEach(file -> snapshot(file, before));
        T result = ScopedValue.where(pass, own).call(work::get);
        var after = store.versions();
        if (!own.isGiven && !after.equals(before)) {
            check(before, after);
        }
        return result;
    }

    private List<MediaOsFile<?>> guarded() {
        return files.all().stream().filter(file -> !file.name().equals(LibraryFile.NAME) && !file.tables().isEmpty())
                .toList();
    }

    private void check(Map<String, Long> before, Map<String, Long> after) {
        var place = before.getOrDefault(MEDIA, 0L);
        var isOfMedia = after.getOrDefault(MEDIA, 0L) > place;
        if (isOfMedia && library.isAnyAfter(place)) {
            throw ReadSettings.refusal(LibraryFile.NAME);
        }
        for (var file : guarded()) {
            if (file.tables().stream().anyMatch(table -> !after.getOrDefault(table, 0L)
                    .equals(before.getOrDefault(table, 0L)))) {
                check(file, after, isOfMedia);
            }
        }
    }

    private void check(MediaOsFile<?> file, Map<String, Long> after, boolean isOfMedia) {
        var rows = Objects.requireNonNull(snapshots.get(file.name()), "It was made before.").rows();
        var now = rows(file);
        // What belongs to a deleted item goes with it, and comes back once the file is looked at.
        var isDeletion = isOfMedia && rows.entrySet().containsAll(now.entrySet());
        if (!now.equals(rows) && !isDeletion) {
            throw ReadSettings.refusal(file.name());
        }
        snapshots.put(file.name(), new Snapshot(FileVersions.of(file, after), now));
    }

    private void snapshot(MediaOsFile<?> file, Map<String, Long> versions) {
        var version = FileVersions.of(file, versions);
        var known = snapshots.get(file.name());
        if (known == null || !known.version().equals(version)) {
            snapshots.put(file.name(), new Snapshot(version, rows(file)));
        }
    }

    private <T> Map<Long, Integer> rows(MediaOsFile<T> file) {
        var rows = new HashMap<Long, Integer>();
        for (var page = file.findAfter(0, AT_ONCE); !page.isEmpty(); page = file
                .findAfter(page.getLast().rowId(), AT_ONCE)) {
            var said = file.isWhole() ? Map.<Long, KeptEntry>of() : said(file, page);
            for (var row : page) {
                if (file.isWhole() || isFrom(file, row, said)) {
                    var members = file.write(row.value());
                    members.without(file.incidental());
                    members.without(file.lasting());
                    rows.put(row.rowId(), members.toString().hashCode());
                }
            }
        }
        return rows;
    }

    private <T> Map<Long, KeptEntry> said(MediaOsFile<T> file, List<Stored<T>> page) {
        return entries.findByRows(file.name(), page.stream().map(Stored::rowId).toList()).stream()
                .collect(Collectors.toMap(entry -> entry.rowId().orElseThrow(), Function.identity(),
                        (one, other) -> one));
    }

    private static <T> boolean isFrom(MediaOsFile<T> file, Stored<T> row, Map<Long, KeptEntry> said) {
        var entry = said.get(row.rowId());
        return entry != null && file.isFrom(row.value(), EntryJson.object(entry.json()));
    }
}
