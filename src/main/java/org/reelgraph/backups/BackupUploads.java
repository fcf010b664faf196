package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.backups.BackupFile.Name;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.StorageErrors;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes backups that were made elsewhere. What has arrived is kept, so that the rest can follow after a connection was
 * lost. A backup gets its name once it is whole and was tried out.
 */
@Singleton
class BackupUploads {

    private static final Logger LOG = LoggerFactory.getLogger(BackupUploads.class);

    private static final int BUFFER = 65_536;
    private static final long MEGABYTE = 1_000_000;
    // What the library needs meanwhile.
    private static final long LEFT_FREE = 100 * MEGABYTE;

    private final Backups backups;
    private final ArchiveFolder folder;
    private final BackupSettings settings;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    BackupUploads(Backups backups, ArchiveFolder folder, BackupSettings settings, AuditTrail audit,
            WriteTransactions transactions) {
        this.backups = backups;
        this.folder = folder;
        this.settings = settings;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Takes a part of a backup.
     *
     * @param body null if the request has none
     * @return the backup; empty if more of it has to come
     * @throws RequestException if it can't be taken, or isn't whole; nothing is kept of one that isn't
     */
    Optional<BackupFile> take(Actor who, String fileName, UploadedPart part, @Nullable InputStream body)
            throws IOException {
        var name = Name.of(fileName).orElseThrow(() -> RequestException.badInput(
                "A backup is called as Reelgraph has called it, such as reelgraph-20260101-033000-000-manual.backup."));
        folder.name(name.id()).ifPresent(there -> {
            throw RequestException.badInput("There is a backup of this moment already, " + there.text() + ".");
        });
        if (body == null || part.length().orElse(1) == 0) {
            throw empty();
        }
        if (part.total().orElse(0) > most()) {
            throw tooLarge();
        }
        var draft = folder.uploadOf(name);
        receive(draft, part, body);
        return part.isLast() ? Optional.of(finished(who, name, draft)) : Optional.empty();
    }

    private static RequestException empty() {
        return RequestException.badInput("The file is empty: nothing was sent.");
    }

    private long most() {
        return settings.uploadMegabytes() * MEGABYTE;
    }

    private RequestException tooLarge() {
        return new RequestException(ErrorCode.PAYLOAD_TOO_LARGE,
                "A backup may have " + most() + " bytes (REELGRAPH_BACKUP_UPLOAD_MEGABYTES).");
    }

    private static RequestException noRoom() {
        return new RequestException(ErrorCode.STORAGE_FULL,
                "There is no room for this backup in the folder of backups.");
    }

    private void receive(Path draft, UploadedPart part, InputStream body) throws IOException {
        try {
            Files.createFile(draft, PrivateFile.mode());
        } catch (FileAlreadyExistsException e) {
            // It goes on, or begins anew.
        }
        try (var file = FileChannel.open(draft, StandardOpenOption.WRITE); var lock = lock(file)) {
            if (lock == null) {
                throw RequestException.badInput("This backup is just being uploaded.");
            }
            if (part.first() == 0) {
                file.truncate(0);
            }
            if (part.first() != file.size()) {
                throw RequestException.badInput(
                        "So far, " + file.size() + " bytes of this backup have arrived. The next part begins there.");
            }
            var room = draft.toFile().getUsableSpace() - LEFT_FREE;
            if (room < part.rest().orElse(1)) {
                throw noRoom();
            }
            file.position(part.first());
            if (part.length().isPresent()) {
                copyAll(body, file, part.length().getAsLong());
            } else {
                copyUnannounced(body, file, room, draft);
            }
            file.force(true);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void copyAll(InputStream body, FileChannel file, long length) throws IOException {
        var received = copy(body, file, length);
        if (received != length) {
            throw RequestException
                    .badInput((received < length ? "Less" : "More") + " was sent than announced.");
        }
    }

    // How much will come isn't known before it has come, so that nothing of it can be of use later.
    private void copyUnannounced(InputStream body, FileChannel file, long room, Path draft) throws IOException {
        var received = copy(body, file, Math.min(room, most()));
        if (received == 0 || received > Math.min(room, most())) {
            Files.deleteIfExists(draft);
            throw received == 0 ? empty() : received > most() ? tooLarge() : noRoom();
        }
    }

    /** {@return how many bytes came; reading ends when they are more than expected, which aren't written then} */
    private static long copy(InputStream body, FileChannel file, long most) throws IOException {
        var buffer = new byte[BUFFER];
        var received = 0L;
        for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            received += count;
            if (received > most) {
                return received;
            }
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        return received;
    }

    private BackupFile finished(Actor who, Name name, Path draft) throws IOException {
        try {
            backups.verify(draft, (step, done, total) -> {
            });
            var same = folder.sameAs(draft);
            if (same.isPresent()) {
                throw RequestException.badInput("This backup is here already, as " + same.get().fileName() + ".");
            }
            // A file can't be given its name twice.
            return transactions.once(() -> audit.within(who.needing(Role.ADMIN), "uploadBackup",
                    name.globalId(), name.text(), () -> backups.add(name, draft)));
        } catch (StorageException e) {
            LOG.info("The upload of {} was refused: {}", name.text(), e.getMessage());
            throw StorageErrors.of(e).orElseGet(() -> RequestException
                    .badInput(folder.described(e).replace(draft.getFileName().toString(), name.text())));
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
