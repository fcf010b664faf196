package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.DurableFile;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.copy.CopyAddress;
import org.reelgraph.storage.copy.CopyTarget;

/**
 * A data folder. The copy is written in a folder within, and its file gets its place once it is complete and on the
 * disk.
 */
final class FolderTarget implements CopyTarget {

    private static final String SCHEME = "sqlite:";
    private static final String UNFINISHED = "unfinished-copy-";

    private final Folders folders;
    private final UnfinishedFolder work;
    private final Folders unfinished;

    private FolderTarget(Path folder) {
        this.folders = new Folders(folder, folder);
        this.work = new UnfinishedFolder(folder, UNFINISHED);
        this.unfinished = new Folders(work.path(), folder);
    }

    /** Finds data folders by their addresses. */
    @Singleton
    static final class FolderTargets implements Kind {

        @Override
        public Optional<CopyTarget> at(CopyAddress address) {
            if (!address.text().startsWith(SCHEME)) {
                return Optional.empty();
            }
            var folder = address.text().substring(SCHEME.length());
            try {
                if (!folder.isBlank()) {
                    return Optional.of(new FolderTarget(Path.of(folder).toAbsolutePath().normalize()));
                }
            } catch (InvalidPathException e) {
                throw new StorageException("The folder " + folder + " can't be used: " + e.getReason() + ".", e);
            }
            return Optional.empty();
        }

        @Override
        public String form() {
            return SCHEME + "FOLDER";
        }
    }

    @Override
    public String inWords() {
        return folders.dataDir().toString();
    }

    @Override
    public void prepare() {
        for (var file : List.of(folders.database(), SqliteFiles.beside(folders.database(), SqliteFiles.WAL))) {
            if (Files.exists(file)) {
                throw new StorageException("The folder " + inWords() + " has a database already, "
                        + file.getFileName() + ". Name a folder without one.");
            }
        }
        try {
            Files.createDirectories(folders.dataDir());
            work.remove();
        } catch (IOException e) {
            throw StorageException.of("The folder " + inWords() + " can't be used", e);
        }
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("reelgraph.database", "", "reelgraph.data-dir", unfinished.dataDir().toString());
    }

    @Override
    public void finish() {
        var file = unfinished.database();
        try {
            DurableFile.force(file);
            // Not as one step with what it would replace: a library may have been begun here meanwhile.
            Files.move(file, folders.database());
            DurableFile.forceNames(folders.dataDir());
        } catch (FileAlreadyExistsException e) {
            throw new StorageException("Meanwhile, there is a database in " + inWords() + ". Nothing was copied.", e);
        } catch (IOException e) {
            throw StorageException.of("The copy can't be moved to " + folders.database(), e);
        }
    }

    @Override
    public void close() {
        try {
            work.remove();
        } catch (IOException e) {
            throw StorageException.of("What is left of the copy in " + unfinished.dataDir() + " can't be removed", e);
        }
    }
}
