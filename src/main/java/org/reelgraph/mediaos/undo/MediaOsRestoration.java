package org.reelgraph.mediaos.undo;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.imports.undo.log.EntryImage;
import org.reelgraph.imports.undo.log.EntryRestoration;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.undo.FileRestoration.Wanted;

/** Puts entries of MediaOS' files back. */
@Singleton
class MediaOsRestoration implements EntryRestoration {

    private final MediaOsFiles files;
    private final EntryImages images;
    private final EntryStore store;
    private final Secrets secrets;

    MediaOsRestoration(MediaOsFiles files, EntryImages images, EntryStore store, Secrets secrets) {
        this.files = files;
        this.images = images;
        this.store = store;
        this.secrets = secrets;
    }

    @Override
    public Done restore(List<EntryImage> entries, Actor actor, boolean force, boolean dryRun) {
        var results = new ArrayList<Restored>();
        var inverse = new ArrayList<EntryImage>();
        var wanted = new Wanted(actor, force, dryRun);
        var restorations = files.all().stream().flatMap(file -> restoration(file, entries, wanted).stream()).toList();
        // What refers to others goes before these, and comes back after them.
        restorations.reversed().forEach(FileRestoration::begin);
        restorations.forEach(restoration -> {
            var done = restoration.finish();
            results.addAll(done.results());
            inverse.addAll(done.inverse());
        });
        entries.stream().filter(EntryImage::isRoot)
                .forEach(root -> results.add(restore(root, force, dryRun, inverse)));
        return new Done(results, inverse);
    }

    private <T> Optional<FileRestoration<T>> restoration(MediaOsFile<T> file, List<EntryImage> entries,
            Wanted wanted) {
        var ofFile = entries.stream().filter(image -> image.file().equals(file.name()) && !image.isRoot()).toList();
        return ofFile.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileRestoration<>(new Meaning<>(file, known(file, ofFile)), images, store, ofFile,
                        wanted));
    }

    private Secrets.Revealed known(MediaOsFile<?> file, List<EntryImage> entries) {
        var sealed = new ArrayList<String>();
        if (!file.secrets().isEmpty()) {
            entries.stream()
                    .flatMap(image -> Stream.of(Judgement.state(image.before()), Judgement.state(image.after())))
                    .flatMap(Optional::stream).flatMap(state -> Optional.ofNullable(state.members()).stream())
                    .map(EntryJson::object).forEach(members -> file.secrets()
                            .forEach(name -> Secrets.sealed(members, name).ifPresent(sealed::add)));
        }
        return secrets.of(sealed);
    }

    private Restored restore(EntryImage root, boolean force, boolean dryRun, List<EntryImage> inverse) {
        var now = store.root(root.file());
        if (isSame(now, root.before())) {
            return Restored.of(root, Outcome.UNCHANGED);
        }
        if (!force && !isSame(now, root.after())) {
            return Restored.of(root, Outcome.REFUSED).refused(Restored.CHANGED);
        }
        if (!dryRun) {
            Optional.ofNullable(root.before()).ifPresentOrElse(json -> store.keepRoot(root.file(), json),
                    () -> store.deleteRoot(root.file()));
            inverse.add(new EntryImage(root.id(), root.file(), root.list(), root.key(), true, root.title(),
                    now.orElse(null), root.before()));
        }
        return Restored.of(root, root.before() == null ? Outcome.DELETED : Outcome.RESTORED);
    }

    private static boolean isSame(Optional<String> now, @Nullable String json) {
        return now.isPresent() && json != null
                ? EntryJson.isSame(EntryJson.object(now.get()), EntryJson.object(json))
                : now.isEmpty() && json == null;
    }
}
