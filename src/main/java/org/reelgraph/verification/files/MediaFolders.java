package org.reelgraph.verification.files;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.reelgraph.verification.checks.Unchecked.Reason;

/** The folders in which files of media may lie. Nothing outside is looked at, not even through links. */
@Singleton
public class MediaFolders {

    private final List<Path> folders;

    MediaFolders(ProbeSettings settings) {
        folders = settings.folders();
    }

    /** What is at a path. */
    public sealed interface Place {
    }

    /** A file in one of the folders. */
    public record Found(Path file) implements Place {
    }

    /** What is wrong with a path; what tells more of several folders comes last. */
    public enum Problem {
        NOT_A_PATH, NO_FOLDERS, OUTSIDE, MISSING, LEADS_OUT, NO_PERMISSION, NO_FILE
    }

    /** There is no file that may be looked at. */
    public record Refused(Problem problem, String message) implements Place {

        /** {@return what that means for checks of the file} */
        public Reason reason() {
            return problem == Problem.NO_PERMISSION ? Reason.NO_PERMISSION : Reason.NO_FILE;
        }
    }

    /** {@return the file at a path: absolute, or below any of the folders} */
    public Place find(String path) {
        if (folders.isEmpty()) {
            return new Refused(Problem.NO_FOLDERS,
                    "No file may be looked at, as REELGRAPH_MEDIA_DIRS names no folders.");
        }
        try {
            return find(path, Path.of(path));
        } catch (InvalidPathException e) {
            return new Refused(Problem.NOT_A_PATH, "This is not a path: " + e.getReason() + ".");
        }
    }

    // Of several folders, the first in which it is counts.
    private Place find(String path, Path named) {
        var refusals = new ArrayList<Refused>();
        for (var folder : folders) {
            switch (below(folder, "'" + Excerpts.of(path) + "'", named)) {
                case Found found -> {
                    return found;
                }
                case Refused refused -> refusals.add(refused);
            }
        }
        return Collections.max(refusals, Comparator.comparing(Refused::problem));
    }

    private static Place below(Path folder, String inWords, Path named) {
        if (!Files.isDirectory(folder)) {
            return new Refused(Problem.NO_FOLDERS,
                    "The folder " + folder + " of REELGRAPH_MEDIA_DIRS isn't there.");
        }
        try {
            var bounds = folder.toRealPath();
            // The folder as it is set may contain links.
            var target = bounds.resolve(named.startsWith(folder) ? folder.relativize(named) : named).normalize();
            return target.startsWith(bounds)
                    ? inside(bounds, target.toRealPath(), inWords)
                    : new Refused(Problem.OUTSIDE, inWords + " leads out of the folders of media.");
        } catch (AccessDeniedException e) {
            return new Refused(Problem.NO_PERMISSION, inWords + " can't be read: access is denied.");
        } catch (NoSuchFileException e) {
            return new Refused(Problem.MISSING, "There is nothing at " + inWords + " in the folder " + folder + ".");
        } catch (IOException e) {
            return new Refused(Problem.NO_FILE, inWords + " can't be read: the disk or file system has a fault.");
        }
    }

    private static Place inside(Path bounds, Path real, String inWords) {
        if (!real.startsWith(bounds)) {
            return new Refused(Problem.LEADS_OUT, inWords + " leads out of the folders of media by a link.");
        }
        return Files.isRegularFile(real)
                ? new Found(real)
                : new Refused(Problem.NO_FILE, "There is no regular file at " + inWords + ".");
    }
}
