package org.reelgraph.storage.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;

/** Opens archives, whether or not they are encrypted, and encrypts new ones if there is a passphrase. */
@Singleton
public class ArchiveFiles {

    private final ArchiveKeys keys;

    ArchiveFiles(ArchiveKeys keys) {
        this.keys = keys;
    }

    /** {@return where a new archive is written to, encrypted if there is a passphrase; closing it closes the file} */
    public OutputStream writingTo(OutputStream file) throws IOException {
        var key = keys.create();
        return key.isPresent() ? new EncryptingStream(file, key.get()) : file;
    }

    /**
     * {@return an archive}
     *
     * @throws PassphraseException if it is encrypted with another passphrase than there is
     * @throws StorageException    if there is none at the path, or if it is of a later version or visibly damaged
     */
    public ArchiveReader open(Path path) {
        try {
            var file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return open(path, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (EOFException e) {
            throw damaged(path, "it is cut off", e);
        } catch (JsonProcessingException e) {
            throw damaged(path, "its manifest can't be understood", e);
        } catch (IOException e) {
            throw StorageException.of("The backup " + path + " can't be read", e);
        }
    }

    private ArchiveReader open(Path path, FileChannel file) throws IOException {
        var beginning = ByteBuffer.allocate(EncryptionHeader.BYTES);
        while (beginning.hasRemaining() && file.read(beginning) >= 0) {
            // Until all is there.
        }
        if (beginning.position() < Long.BYTES || beginning.getLong(0) != EncryptionHeader.MARK) {
            return new ArchiveReader(path, file, false);
        }
        if (beginning.hasRemaining()) {
            throw new EOFException();
        }
        try {
            var key = keys.find(EncryptionHeader.of(beginning.array()), path.toString());
            return new ArchiveReader(path, new DecryptedChannel(file, key), true);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(path, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads all of an archive, without knowing what it is good for.
     *
     * @throws StorageException if it is damaged
     */
    public void check(Path path) {
        try (var archive = open(path)) {
            archive.readAll();
        } catch (SQLException e) {
            throw new IllegalStateException("No database is asked.", e);
        } catch (IOException e) {
            throw damaged(path, "it can't be read to its end", e);
        }
    }

    /** {@return what is said of an archive that is damaged} */
    static StorageException damaged(Path path, String how, @Nullable Exception cause) {
        var message = "The backup " + path + " is damaged: " + how + ".";
        return cause == null ? new StorageException(message) : new StorageException(message, cause);
    }
}
