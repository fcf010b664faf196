package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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

    @Override
    public boolean isLocal() {
        return Arrays.stream(DatabaseAddress.hosts(DatabaseAddress.in(settings).orElseThrow().properties()))
                .allMatch(host -> isLocal(host.getHost()));
    }

    // A name that nobody knows at the moment isn't this machine's.
    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
