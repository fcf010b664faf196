package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.storage.Folders;

/** The folder with the database file. */
@OnSqlite
@Singleton
class DataFolder implements DatabasePlace {

    private final Folders folders;

    DataFolder(Folders folders) {
        this.folders = folders;
    }

    @Override
    public String inWords() {
        return folders.dataDir().toAbsolutePath().normalize().toString();
    }

    @Override
    public boolean isLocal() {
        return true;
    }
}
