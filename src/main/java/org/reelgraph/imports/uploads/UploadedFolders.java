package org.reelgraph.imports.uploads;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.RandomToken;
import org.reelgraph.storage.StorageException;

/**
 * The folders of uploaded files, below the data folder: each lasts as long as jobs need it. A reference names one, and the
 * server that has it, since other servers have data folders of their own.
 */
@Singleton
public class UploadedFolders {

    private static final String PLACE = "place";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");

    private final Path parent;
    private final PrivateFile placeFile;
    private final UploadLimits limits;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    UploadedFolders(Folders folders, UploadLimits limits, Ids ids) {
        this.parent = folders.uploads();
        this.placeFile = new PrivateFile(parent.resolve(PLACE));
        this.limits = limits;
        this.ids = ids;
    }

    /** {@return how long folders are kept that no job needs} */
    public Duration kept() {
        return limits.kept();
    }

    /** {@return the reference of a folder, which is moved to where it lasts} */
    public String keep(Path folder) {
        var id = Long.toString(ids.next());
        var place = placeFile.read().orElseGet(this::newPlace);
        try {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            Files.move(folder, parent.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            return place + "/" + id;
        } catch (IOException e) {
            throw StorageException.of("Uploaded files can't be moved to " + parent, e);
        }
    }

    private String newPlace() {
        var place = RandomToken.of(random);
        placeFile.write(place);
        return place;
    }

    /** {@return whether a folder is, or was, one of this server's} */
    public boolean areHere(String reference) {
        return placeFile.read().filter(place -> reference.startsWith(place + "/")).isPresent();
    }

    /**
     * {@return a folder}
     *
     * @throws SourceException if it is there no longer
     */
    public Path folder(String reference) throws SourceException {
        return find(reference).filter(Files::isDirectory)
                .orElseThrow(() -> new SourceException(UserErrorCode.NOT_FOUND,
                        "The uploaded files are no longer there; they were kept for " + limits.kept().toDays()
                                + " days (REELGRAPH_UPLOADS_KEPT). Upload them again."));
    }

    private Optional<Path> find(String reference) {
        var id = reference.substring(reference.indexOf('/') + 1);
        return areHere(reference) && NUMBER.matcher(id).matches() ? Optional.of(parent.resolve(id)) : Optional.empty();
    }

    /** Has the time for which a folder is kept begin now. */
    public void release(String reference) {
        find(reference).filter(Files::isDirectory).ifPresent(folder -> {
            try {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Removes a folder, if it is this server's. */
    public void remove(String reference) {
        find(reference).ifPresent(UploadedFolders::delete);
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw StorageException.of("The uploaded files in " + folder + " can't be removed", e);
        }
    }

    /**
     * Removes one of the folders that nobody has needed since a moment.
     *
     * @param isNeeded whether a job still needs the folder of a reference
     * @return how many
     */
    public int removeOne(Instant before, Predicate<String> isNeeded) {
        var place = placeFile.read();
        if (place.isEmpty()) {
            return 0;
        }
        var old = folders().stream().filter(folder -> isOlder(folder, before))
                .filter(folder -> !isNeeded.test(place.get() + "/" + folder.getFileName())).findFirst();
        old.ifPresent(UploadedFolders::delete);
        return old.isPresent() ? 1 : 0;
    }

    private List<Path> folders() {
        try (var all = Files.list(parent)) {
            return all.filter(folder -> NUMBER.matcher(folder.getFileName().toString()).matches()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path folder, Instant before) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(before);
        } catch (IOException e) {
            return false; // it is gone
        }
    }
}
