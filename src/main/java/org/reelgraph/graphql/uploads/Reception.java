package org.reelgraph.graphql.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.UploadedFile;
import org.reelgraph.storage.FileTree;
import org.reelgraph.storage.PrivateFile;

/** The folder in which the files of one request lie until it ends. */
public final class Reception implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final Path folder;
    private final UploadSettings settings;
    private final long room;
    private final Runnable onClose;
    private int files;
    private long bytes;

    /** @param room how many bytes can be written at most */
    Reception(Path folder, UploadSettings settings, long room, Runnable onClose) {
        this.folder = folder;
        this.settings = settings;
        this.room = room;
        this.onClose = onClose;
    }

    /**
     * {@return the file with this content, once all of it has come}
     *
     * @throws IOException      if the content can't be read
     * @throws RequestException if the files are too large, or there is no room for them
     */
    UploadedFile receive(String name, InputStream content) throws IOException {
        var path = create();
        var buffer = new byte[BUFFER];
        try (var file = Files.newOutputStream(path)) {
            for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                bytes += count;
                if (bytes > settings.most()) {
                    throw settings.tooLarge();
                }
                if (bytes > room) {
                    throw new RequestException(ErrorCode.STORAGE_FULL,
                            "There is no room for this upload on the server's disk.");
                }
                write(file, buffer, count);
            }
        }
        return new UploadedFile(name, path);
    }

    private Path create() {
        try {
            return Files.createFile(folder.resolve(Integer.toString(files++)), PrivateFile.mode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Only the server is to blame for it.
    private static void write(OutputStream file, byte[] buffer, int count) {
        try {
            file.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what is still there. */
    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            onClose.run();
        }
    }
}
