package org.reelgraph.mediaos.mirror;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.entries.FileRendering.Rendered;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.importing.MediaOsKey;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.storage.DurableFile;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.WriteTransactions;

/**
 * Brings a file of the mirror up to date. Whoever calls has the folder's lock.
 *
 * What is about to take the file's place is stored first. So a file is known as one's own whenever the program ends.
 */
@Singleton
class MirrorWriting {

    private final FileWriting writing;
    private final MirrorStore store;
    private final MediaOsValidation validation;
    private final MediaOsKey key;
    private final WriteTransactions transactions;
    private final Clock clock;

    MirrorWriting(FileWriting writing, MirrorStore store, MediaOsValidation validation, MediaOsKey key,
            WriteTransactions transactions, Clock clock) {
        this.writing = writing;
        this.store = store;
        this.validation = validation;
        this.key = key;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How a file was written, and the versions of what it would be made of now. */
    private record Known(MirrorState state, String version) {
    }

    /** What the file holds from then on, with the versions of all that it was made of. */
    private record Draft(String version, Optional<Rendered> rendered, Optional<String> digest) {

        List<String> owed() {
            return rendered.map(Rendered::owed).orElseGet(List::of);
        }
    }

    /**
     * What became of a file.
     *
     * @param differences in how many places a file that somebody else has changed differs from the database, if it
     *                    wasn't replaced; 0 if all is right
     * @param looks       how the file looks that is right, even if somebody has replaced it since
     */
    record Written(int differences, String looks) {
    }

    /**
     * Writes a file unless it is right already.
     *
     * @param force whether to replace a file that somebody else has changed
     * @return what became of it
     * @throws IOException if it can't be written; what was there before is there still
     */
    Written write(MediaOsFile<?> file, Path folder, boolean force) throws IOException {
        var end = FileWriting.pathOf(file, folder);
        var looks = FileDigest.looksOf(end);
        var place = folder.toString();
        var found = FileDigest.of(end);
        var path = folder.resolve("." + file.name() + ".json.new");
        // Of a program that ended meanwhile.
        Files.deleteIfExists(path);
        var known = transactions.within(() -> new Known(store.find(file.name(), place),
                FileVersions.of(file, store.versions())));
        var before = known.state();
        var version = known.version();
        if (found.equals(before.digest()) && before.version().equals(version)
                && (before.owedSecrets().isEmpty() || key.given().isEmpty())) {
            return new Written(0, looks);
        }
        if (!force && found.isPresent() && !before.isOwn(found.get())) {
            return new Written(compared(file, folder, found.get(), version), looks);
        }
        try {
            Files.createFile(path, PrivateFile.mode());
            var draft = transactions.within(() -> draft(file, path, before, place));
            if (draft.rendered().isPresent() && !draft.digest().equals(found)) {
                looks = replace(end, path, found);
            }
            save(draft, before, found, place);
            return new Written(0, looks);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private Draft draft(MediaOsFile<?> file, Path path, MirrorState before, String place) {
        var written = Sha256.digest();
        var rendered = writing.render(file, key.given(), path, written);
        // Rendering may have added entries.
        var version = FileVersions.of(file, store.versions());
        var digest = rendered.map(any -> FileDigest.text(written));
        digest.filter(next -> before.digest().filter(next::equals).isEmpty())
                .ifPresent(next -> store.save(before.replacing(next), place));
        return new Draft(version, rendered, digest);
    }

    // Gives how the file looks then: a move changes nothing of that.
    private static String replace(Path end, Path path, Optional<String> found) throws IOException {
        var modes = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (found.isPresent() && modes != null) {
            modes.setPermissions(Files.getPosixFilePermissions(end));
        }
        DurableFile.force(path);
        if (!FileDigest.of(end).equals(found)) {
            throw new ChangedMeanwhile(end);
        }
        var looks = FileDigest.looksOf(path);
        DurableFile.replace(path, end);
        return looks;
    }

    private void save(Draft draft, MirrorState before, Optional<String> found, String place) {
        var isNew = !draft.digest().equals(found);
        transactions.within(() -> {
            store.save(before.written(draft.version(), draft.digest(),
                    isNew ? Optional.of(clock.instant()) : before.writtenAt(), draft.owed()), place);
            return true;
        });
    }

    // One that means the same is taken as it is: nothing of it has to change.
    private int compared(MediaOsFile<?> file, Path folder, String found, String version) throws IOException {
        var differences = compare(file, folder, difference -> {
        });
        var isTaken = differences == 0 && FileDigest.of(FileWriting.pathOf(file, folder))
                .equals(Optional.of(found));
        transactions.within(() -> {
            var now = store.find(file.name(), folder.toString());
            var taken = isTaken ? now.written(version, Optional.of(found), now.writtenAt(), List.of()) : now;
            store.save(taken.checked(clock.instant(), differences), folder.toString());
            return true;
        });
        return differences;
    }

    /** {@return in how many places a file differs from the database} */
    int check(MediaOsFile<?> file, Path folder, Consumer<Difference> differences) throws IOException {
        var found = compare(file, folder, differences);
        transactions.within(() -> {
            var now = store.find(file.name(), folder.toString());
            store.save(now.checked(clock.instant(), found), folder.toString());
            return true;
        });
        return found;
    }

    private int compare(MediaOsFile<?> file, Path folder, Consumer<Difference> differences) throws IOException {
        try {
            return validation.validate(ImportSource.anywhere(folder, folder), Set.of(file.name()), differences)
                    .getFirst().differences();
        } catch (SourceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Somebody else has changed a file just when it was to be replaced. */
    static final class ChangedMeanwhile extends IOException {

        ChangedMeanwhile(Path file) {
            super(file + " has just been changed by another program.");
        }
    }
}
