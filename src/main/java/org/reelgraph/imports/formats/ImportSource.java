package org.reelgraph.imports.formats;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;

/** A file or folder to import, and the folder outside which nothing may be read, not even through links. */
public final class ImportSource {

    private static final List<String> ENDINGS = List.of(".json", ".jsonl", ".ndjson");
    private static final int LONGEST = 300;
    private static final int MAX_NAMED = 10;

    /** A condition that a folder may meet. */
    interface FolderTest {
        boolean test(ImportSource folder) throws SourceException;
    }

    private final Path bounds;
    private final Path target;
    private final Map<String, SourceFile> files = new HashMap<>();
    // Of the first file, of the first two, and so on, in the order in which they were opened.
    private final List<String> states = new ArrayList<>();
    private final CRC32C contents = new CRC32C();

    private ImportSource(Path bounds, Path target) {
        this.bounds = bounds;
        this.target = target;
    }

    /**
     * {@return the file or folder at a path below the import folder}
     *
     * @throws SourceException if the path leads out of the folder, or nothing exists there
     */
    public static ImportSource below(Path importFolder, String path) throws SourceException {
        try {
            if (path.isBlank()) {
                throw new SourceException(UserErrorCode.REQUIRED, "The path is required; '.' is the import folder.");
            }
            var bounds = importFolder.toRealPath();
            var named = bounds.resolve(relative(path, importFolder)).normalize();
            if (!named.startsWith(bounds)) {
                throw outside(path, bounds);
            }
            return new ImportSource(bounds, inside(bounds, named, path));
        } catch (InvalidPathException e) {
            throw new SourceException(UserErrorCode.INVALID, "This is not a path: " + e.getReason() + ".");
        } catch (IOException e) {
            throw unreadable("The import folder", e);
        }
    }

    // The import folder as configured may contain links.
    private static Path relative(String path, Path importFolder) {
        var folder = importFolder.toAbsolutePath().normalize();
        var named = Path.of(path).normalize();
        return named.startsWith(folder) ? folder.relativize(named) : named;
    }

    /**
     * {@return a file or folder anywhere, which is its own boundary} A path is resolved as in a shell or, if nothing
     * exists there, below the import folder.
     *
     * @throws SourceException if neither exists
     */
    public static ImportSource anywhere(Path path, Path importFolder) throws SourceException {
        try {
            var below = importFolder.resolve(path);
            var target = (Files.exists(path) || !Files.exists(below) ? path : below).toRealPath();
            return new ImportSource(Files.isDirectory(target)
                    ? target
                    : Objects.requireNonNull(target.getParent(), "A file is in a folder."), target);
        } catch (NoSuchFileException e) {
            throw new SourceException(UserErrorCode.NOT_FOUND,
                    "There is nothing at " + path.toAbsolutePath().normalize()
                            + (path.isAbsolute() ? "." : ", nor in the import folder " + inWords(importFolder) + "."));
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** {@return whether this is a folder} */
    public boolean isFolder() {
        return Files.isDirectory(target);
    }

    /**
     * {@return the only folder below that holds anything to import, if this folder itself holds no file to import, such
     * as an archive unpacked into a folder of the same name; otherwise this source} Hidden folders are none.
     *
     * @param  isExport        whether a folder is to be imported although it holds no file itself
     * @throws SourceException if there are several such folders
     */
    ImportSource orOnlyFolderBelow(FolderTest isExport) throws SourceException {
        if (!namesIn("").isEmpty()) {
            return this;
        }
        try (var entries = Files.list(target)) {
            var below = new ArrayList<ImportSource>();
            for (var folder : entries.filter(ImportSource::isShown).filter(Files::isDirectory).sorted().toList()) {
                var source = new ImportSource(bounds, inside(bounds, folder, folder.toString()));
                if (isExport.test(source) || !source.namesIn("").isEmpty()) {
                    below.add(source);
                }
            }
            if (below.size() > 1) {
                throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "Several folders below could be meant: "
                        + names(below.stream().map(source -> source.target.getFileName())) + ". Name one of them.");
            }
            return below.isEmpty() ? this : below.getFirst();
        } catch (IOException e) {
            throw unreadable("'" + target.getFileName() + "'", e);
        }
    }

    // A folder's contents, for a message.
    private static String contents(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            var names = names(entries.map(Path::getFileName).sorted());
            return names.isEmpty() ? "which is empty" : "which holds " + names;
        }
    }

    private static String names(Stream<Path> files) {
        var names = files.limit(MAX_NAMED + 1L).map(name -> "'" + excerpt(name.toString()) + "'").toList();
        return names.size() <= MAX_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_NAMED)) + " and more";
    }

    /** {@return the file or folder} */
    public Path path() {
        return target;
    }

    /** {@return whether the folder contains an entry with this name} */
    boolean holds(String name) {
        return Files.exists(target.resolve(name));
    }

    /** {@return the sizes and times of the files that were opened so far, in a few characters} */
    public String state() {
        return states.size() + ":" + (states.isEmpty() ? "" : states.getLast());
    }

    /** {@return whether the files are as they were, of which many were opened already; true if that isn't known} */
    public boolean isStill(@Nullable String state) {
        if (state == null || state.startsWith("0:")) {
            return true;
        }
        var parts = state.split(":");
        var count = Integer.parseInt(parts[0]);
        return count <= states.size() && states.get(count - 1).equals(parts[1]);
    }

    /** {@return the source as a file} */
    SourceFile file() throws SourceException {
        return seen(target.getFileName().toString(), target);
    }

    /** {@return a file in the folder} */
    SourceFile file(String name) throws SourceException {
        return isFolder() ? seen(name, inside(bounds, target.resolve(name), name)) : file();
    }

    /** {@return a file in the folder, or beside the file; empty if there is none} */
    Optional<SourceFile> fileBeside(String name) throws SourceException {
        var beside = isFolder() ? target.resolve(name) : target.resolveSibling(name);
        return Files.exists(beside) ? Optional.of(seen(name, inside(bounds, beside, name))) : Optional.empty();
    }

    // In its state when it was first opened, however often it is read.
    private SourceFile seen(String name, Path real) throws SourceException {
        var before = files.get(name);
        if (before == null) {
            before = SourceFile.of(name, real);
            files.put(name, before);
            contents.update(before.state().getBytes(StandardCharsets.UTF_8));
            states.add(Long.toHexString(contents.getValue()));
        }
        return before;
    }

    /** {@return the sorted names of the JSON files in a folder below this one; empty if the folder doesn't exist} */
    List<String> namesIn(String folder) throws SourceException {
        if (!Files.isDirectory(target.resolve(folder))) {
            return List.of();
        }
        try (var entries = Files.list(inside(bounds, target.resolve(folder), folder))) {
            return entries.map(file -> file.getFileName().toString()).filter(ImportSource::isJson).sorted()
                    .map(name -> folder.isEmpty() ? name : folder + "/" + name).toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** {@return the sorted paths of the files in a folder below this one whose names pass; hidden ones don't} */
    List<String> filesIn(String folder, Predicate<String> test) throws SourceException {
        return entriesIn(folder, file -> Files.isRegularFile(file) && test.test(file.getFileName().toString()));
    }

    /** {@return the sorted paths of the folders in a folder below this one; links to folders are none} */
    List<String> foldersIn(String folder) throws SourceException {
        return entriesIn(folder, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
    }

    private List<String> entriesIn(String folder, Predicate<Path> test) throws SourceException {
        try (var entries = Files.list(inside(bounds, target.resolve(folder), folder))) {
            return entries.filter(ImportSource::isShown).filter(test)
                    .map(file -> file.getFileName().toString()).sorted()
                    .map(name -> folder.isEmpty() ? name : folder + "/" + name).toList();
        } catch (IOException e) {
            throw unreadable("'" + excerpt(folder) + "'", e);
        }
    }

    private static boolean isShown(Path entry) {
        return !entry.getFileName().toString().startsWith(".");
    }

    static boolean isJson(String name) {
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /**
     * {@return the names of the files to read in formats that treat all files alike: the file itself, or all JSON files
     * of the folder}
     *
     * @throws SourceException if there is none
     */
    List<String> names() throws SourceException {
        var names = isFolder() ? namesIn("") : List.of(target.getFileName().toString());
        if (names.isEmpty()) {
            throw new SourceException(UserErrorCode.NOT_FOUND, "There is no file to import ("
                    + String.join(", ", ENDINGS) + ") in the folder " + inWords(target) + ".");
        }
        return names;
    }

    private static Path inside(Path bounds, Path named, String path) throws SourceException {
        try {
            var real = named.toRealPath();
            if (!real.startsWith(bounds)) {
                throw outside(path, bounds);
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new SourceException(UserErrorCode.NOT_FOUND,
                    "There is nothing at '" + excerpt(path) + "' in the folder "
                            + inWords(bounds) + ".");
        } catch (IOException e) {
            throw unreadable("'" + excerpt(path) + "'", e);
        }
    }

    private static String excerpt(String path) {
        return path.length() <= LONGEST ? path : path.substring(0, LONGEST) + "…";
    }

    private static SourceException outside(String path, Path importFolder) {
        return new SourceException(SourceErrors.OUTSIDE_FOLDER, "'" + excerpt(path)
                + "' leads out of the import folder " + inWords(importFolder)
                + ". A path is relative to it or lies in it.");
    }

    private static String inWords(Path folder) {
        try {
            return folder + ", " + contents(folder);
        } catch (IOException e) {
            return folder + ", which can't be read";
        }
    }

    static SourceException unreadable(String what, IOException e) {
        return new SourceException(SourceErrors.UNREADABLE, what + " can't be read: " + switch (e) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException gone -> "it is no longer there";
            case FileSystemLoopException loop -> "its links form a loop";
            case FileSystemException other when other.getReason() != null ->
                "the operating system says '" + other.getReason() + "'";
            case CharConversionException encoding -> "it isn't text in UTF-8";
            default -> "the disk or file system has a fault";
        } + ".");
    }
}
