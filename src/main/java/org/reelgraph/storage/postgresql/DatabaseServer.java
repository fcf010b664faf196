package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import org.reelgraph.storage.DatabasePlace;

/** The server with the database. */
@OnPostgresql
@Singleton
class DatabaseServer implements DatabasePlace {

    private final PropertyResolver settings;

    DatabaseServer(PropertyResolver settings) {
        this.settings = settings;
    }

    @Override
    public String inWords() {
        return DatabaseAddress.in(settings).orElseThrow().inWords();
    }
}
