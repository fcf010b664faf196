package org.reelgraph.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A folder for what this process hasn't finished. Its name is made of the process's number, so that what a process left
 * that was killed is found.
 *
 * @param parent where it is
 * @param prefix the beginning of its name
 */
public record UnfinishedFolder(Path parent, String prefix) {

    private static final long OWN = ProcessHandle.current().pid();

    /** {@return its path} */
    public Path path() {
        return parent.resolve(prefix + OWN);
    }

    /** Removes it and those that no living process has. */
    public void remove() throws IOException {
        removeAbandoned();
        FileTree.delete(path());
    }

    /** Removes it if nothing is left in it. */
    public void removeIfEmpty() throws IOException {
        try (var files = Files.list(path())) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(path());
    }

    /** Removes those that no living process has. */
    public void removeAbandoned() throws IOException {
        try (var found = Files.list(parent)) {
            for (var folder : found.filter(this::isAbandoned).toList()) {
                FileTree.delete(folder);
            }
        }
    }

    private boolean isAbandoned(Path folder) {
        return Pattern.compile("^" + Pattern.quote(prefix) + "(\\d{1,18})$").matcher(folder.getFileName().toString())
                .results()
                .mapToLong(name -> Long.parseLong(name.group(1)))
                .anyMatch(process -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }
}
