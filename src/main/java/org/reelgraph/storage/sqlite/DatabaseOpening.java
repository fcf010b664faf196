package org.reelgraph.storage.sqlite;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.LockWaits;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.StorageException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Makes and checks the database file before the first connection opens it, and gives the writer's pool its connection.
 */
@OnSqlite
@Singleton
class DatabaseOpening implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final Folders folders;
    private final LogMark mark;
    private final DatabaseFile file;
    private final LockWaits waits;
    private final Optional<CommitLedger> ledger;
    private boolean prepared;

    DatabaseOpening(Folders folders, LogMark mark, DatabaseFile file, LockWaits waits,
            Optional<CommitLedger> ledger) {
        this.ledger = ledger;
        this.folders = folders;
        this.mark = mark;
        this.file = file;
        this.waits = waits;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        prepare();
        var pool = event.getBean();
        if (pool.getName().equals("writer")) {
            pool.setDataSource(writer(pool.getJdbcUrl()));
        }
        return pool;
    }

    private synchronized void prepare() {
        if (!prepared) {
            mark.report();
            createDatabase();
            checkAccess();
            prepared = true;
        }
    }

    // The database contains password hashes. SQLite creates its other files with the same mode.
    private void createDatabase() {
        if (!Files.exists(folders.database())) {
            try {
                Files.createFile(folders.database(), PrivateFile.mode());
            } catch (FileAlreadyExistsException e) {
                // Another program that starts has just made it.
            } catch (IOException e) {
                throw StorageException.of("The database " + folders.database().toAbsolutePath() + " can't be made", e);
            }
        }
    }

    // SQLite would find these faults one at a time, with less helpful messages.
    private void checkAccess() {
        if (!Files.isWritable(folders.dataDir())) {
            throw new StorageException("The data folder " + folders.dataDir().toAbsolutePath()
                    + " (REELGRAPH_DATA_DIR) can't be written to. The database, its log and backups have to be.");
        }
        for (var suffix : List.of("", SqliteFiles.WAL, SqliteFiles.SHM)) {
            var beside = SqliteFiles.beside(folders.database(), suffix);
            if (Files.exists(beside) && !(Files.isReadable(beside) && Files.isWritable(beside))) {
                throw new StorageException("The file " + beside.toAbsolutePath()
                        + " can't be read and written. Is it another user's?");
            }
        }
    }

    private SQLiteDataSource writer(String url) {
        var connections = new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                    throws SQLException {
                return new WriterConnection(getUrl(), new Properties(), file, waits, ledger);
            }
        };
        connections.setUrl(url);
        return connections;
    }
}
