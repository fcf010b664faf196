package org.reelgraph.exports.files;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.PrivateFile;

/**
 * An export while it is written, under a name of its own beside the one that it gets once it is whole. What isn't
 * finished is removed when this is closed.
 */
public final class Draft implements ExportTarget, AutoCloseable {

    private static final String ENDING = ".part";
    private static final int BUFFER = 65_536;

    /** What becomes of the files of an export. */
    public enum Form {
        /** There is only one. */
        FILE,
        /** There is only one, which nobody else may read. */
        PRIVATE_FILE,
        /** They become one zip file. */
        ZIP,
        /** They stay files in a folder. */
        FOLDER
    }

    private final Form form;
    private final Path draft;
    private final Path end;
    private final ZipOutputStream zip;

    private Draft(Form form, Path draft, Path end) throws IOException {
        this.form = form;
        this.draft = draft;
        this.end = end;
        this.zip = new ZipOutputStream(form == Form.ZIP ? opened(draft) : OutputStream.nullOutputStream());
    }

    /**
     * {@return a draft of what is to be at a path; what is left of an earlier one is removed}
     *
     * @param writer names whoever writes it, so that nothing else has the draft's name
     * @throws FileAlreadyExistsException if there is something at the path
     */
    public static Draft of(Path end, Form form, String writer) throws IOException {
        if (Files.exists(end)) {
            throw new FileAlreadyExistsException(end.toString());
        }
        var draft = pathOf(end, writer);
        FileTree.delete(draft);
        if (form == Form.FOLDER) {
            Files.createDirectory(draft);
        }
        return new Draft(form, draft, end);
    }

    private static Path pathOf(Path end, String writer) {
        return end.resolveSibling("." + writer + ENDING);
    }

    private static OutputStream opened(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER);
    }

    @Override
    public OutputStream file(String name) throws IOException {
        return switch (form) {
            case FILE -> opened(draft);
            case PRIVATE_FILE -> {
                Files.createFile(draft, PrivateFile.mode());
                yield new BufferedOutputStream(Files.newOutputStream(draft), BUFFER);
            }
            case ZIP -> entry(name);
            case FOLDER -> fileInFolder(name);
        };
    }

    private OutputStream entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                zip.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    // Names come from titles, so they are checked here whoever made them.
    private OutputStream fileInFolder(String name) throws IOException {
        var file = draft.resolve(name).normalize();
        if (!file.startsWith(draft)) {
            throw new IOException("The name " + name + " leads out of the export.");
        }
        Files.createDirectories(file.getParent());
        return opened(file);
    }

    /** {@return where it is until it is finished} */
    public Path path() {
        return draft;
    }

    /** Gives the export, which is whole now, its own name. */
    public void finish() throws IOException {
        zip.close();
        if (form != Form.FOLDER) {
            try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                file.force(true);
            }
        }
        try {
            Files.move(draft, end, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, end);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            FileTree.delete(draft);
        }
    }

    /** Removes what is left of a draft, if anything is. */
    public static void removeLeftOf(Path end, String writer) throws IOException {
        FileTree.delete(pathOf(end, writer));
    }
}
