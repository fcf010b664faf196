package org.reelgraph.verification.files;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.reelgraph.verification.checks.Unchecked.Reason;

/** The folders in which files of media may lie. Nothing outside is looked at, not even through links. */
@Singleton
public class MediaFolders {

    private static final int LONGEST = 300;

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

    /** What is wrong with a path. */
    public enum Problem {
        NO_FOLDERS, NOT_A_PATH, OUTSIDE, MISSING, NO_PERMISSION, NO_FILE
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
        Place first = outside(path);
        for (var folder : folders) {
            var place = below(folder, path, named);
            if (place instanceof Found) {
                return place;
            }
            if (place instanceof Refused refused && refused.problem() != Problem.OUTSIDE
                    && first instanceof Refused before && before.problem() == Problem.OUTSIDE) {
                first = place;
            }
        }
        return first;
    }

    private Place below(Path folder, String path, Path named) {
        var inWords = "'" + excerpt(path) + "'";
        try {
            var bounds = folder.toRealPath();
            // The folder as it is set may contain links.
            var target = bounds.resolve(named.startsWith(folder) ? folder.relativize(named) : named).normalize();
            if (!target.startsWith(bounds)) {
                return outside(path);
            }
            var real = target.toRealPath();
            if (!real.startsWith(bounds)) {
                return outside(path);
            }
            return Files.isRegularFile(real)
                    ? new Found(real)
                    : new Refused(Problem.NO_FILE, "There is no regular file at " + inWords + ".");
        } catch (AccessDeniedException e) {
            return new Refused(Problem.NO_PERMISSION, inWords + " can't be read: access is denied.");
        } catch (NoSuchFileException e) {
            return new Refused(Problem.MISSING, "There is nothing at " + inWords + " in the folder " + folder + ".");
        } catch (IOException e) {
            return new Refused(Problem.NO_FILE, inWords + " can't be read: the disk or file system has a fault.");
        }
    }

    private Refused outside(String path) {
        return new Refused(Problem.OUTSIDE, "'" + excerpt(path) + "' leads out of the folders of media.");
    }

    private static String excerpt(String path) {
        return path.length() <= LONGEST ? path : path.substring(0, LONGEST) + "…";
    }
}
