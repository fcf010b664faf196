package org.reelgraph.imports.formats;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.reelgraph.graphql.UserErrorCode;

/** A file or folder to import, with the folder that nothing may be read outside of, whatever links lead there. */
public final class ImportSource {

    private static final int LONGEST = 300;

    private final Path bounds;
    private final Path target;

    private ImportSource(Path bounds, Path target) {
        this.bounds = bounds;
        this.target = target;
    }

    /**
     * {@return what a path below the import folder names}
     *
     * @throws SourceException where the path leads elsewhere or nothing is there
     */
    public static ImportSource below(Path importFolder, String path) throws SourceException {
        try {
            if (path.isBlank()) {
                throw new SourceException(UserErrorCode.REQUIRED, "The path is needed; '.' is the import folder.");
            }
            var bounds = importFolder.toRealPath();
            var named = bounds.resolve(path).normalize();
            if (Path.of(path).isAbsolute() || !named.startsWith(bounds)) {
                throw outside(path);
            }
            return new ImportSource(bounds, inside(bounds, named, path));
        } catch (InvalidPathException e) {
            throw new SourceException(UserErrorCode.INVALID, "This is no path: " + e.getReason() + ".");
        } catch (IOException e) {
            throw unreadable("The import folder", e);
        }
    }

    /**
     * {@return a file or folder anywhere, which bounds itself}
     *
     * @throws SourceException where nothing is there
     */
    public static ImportSource of(Path path) throws SourceException {
        try {
            var target = path.toRealPath();
            return new ImportSource(Files.isDirectory(target) ? target : target.getParent(), target);
        } catch (NoSuchFileException e) {
            throw new SourceException(UserErrorCode.NOT_FOUND, "There is nothing at " + path + ".");
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** {@return whether it is a folder} */
    public boolean isFolder() {
        return Files.isDirectory(target);
    }

    /** {@return the file or folder itself} */
    public Path path() {
        return target;
    }

    /** {@return whether something of this name is in the folder} */
    boolean holds(String name) {
        return Files.exists(target.resolve(name));
    }

    /** {@return the file itself, where it is one} */
    SourceFile file() throws SourceException {
        return SourceFile.of(target.getFileName().toString(), target);
    }

    /** {@return a file of the folder} */
    SourceFile file(String name) throws SourceException {
        return SourceFile.of(name, inside(bounds, target.resolve(name), name));
    }

    /** {@return the files of the folder below with one of these endings, as names of this folder, sorted} */
    List<String> files(String folder, List<String> endings) throws SourceException {
        var below = target.resolve(folder);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (var files = Files.list(inside(bounds, below, folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> endings.stream().anyMatch(name::endsWith) && !name.startsWith("."))
                    .sorted().map(name -> folder.isEmpty() ? name : folder + "/" + name).toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** {@return the files to read where each is read alike: the file itself, or all of the folder with such an ending} */
    List<SourceFile> files(List<String> endings) throws SourceException {
        if (!isFolder()) {
            return List.of(file());
        }
        var files = new java.util.ArrayList<SourceFile>();
        for (var name : files("", endings)) {
            files.add(file(name));
        }
        if (files.isEmpty()) {
            throw new SourceException(UserErrorCode.NOT_FOUND,
                    "The folder holds no file to import (" + String.join(", ", endings) + ").");
        }
        return files;
    }

    private static Path inside(Path bounds, Path named, String path) throws SourceException {
        try {
            var real = named.toRealPath();
            if (!real.startsWith(bounds)) {
                throw outside(path);
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new SourceException(UserErrorCode.NOT_FOUND, "There is nothing at '" + excerpt(path) + "'.");
        } catch (IOException e) {
            throw unreadable("'" + excerpt(path) + "'", e);
        }
    }

    private static String excerpt(String path) {
        return path.length() <= LONGEST ? path : path.substring(0, LONGEST) + "…";
    }

    private static SourceException outside(String path) {
        return new SourceException(UserErrorCode.OUTSIDE_FOLDER,
                "'" + excerpt(path) + "' leads out of the import folder.");
    }

    static SourceException unreadable(String what, IOException e) {
        return new SourceException(UserErrorCode.UNREADABLE, what + " can't be read: "
                + (e instanceof AccessDeniedException ? "access is denied" : e.getClass().getSimpleName()) + ".");
    }
}
