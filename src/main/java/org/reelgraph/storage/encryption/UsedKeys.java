package org.reelgraph.storage.encryption;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.reelgraph.storage.tables.Table;

/** Tells which keys the secrets of a library need, before anybody has to decrypt them. */
@Singleton
public class UsedKeys {

    private final EncryptionKeys keys;
    private final List<EncryptedStore> stores;

    UsedKeys(EncryptionKeys keys, List<EncryptedStore> stores) {
        this.keys = keys;
        this.stores = stores;
    }

    /** {@return the ids of the keys with which the secrets of a database are encrypted} */
    public List<String> in(Connection database) throws SQLException {
        var used = new TreeSet<String>();
        for (var store : stores) {
            var place = store.column();
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery("SELECT " + Table.quoted(place.column()) + " FROM "
                            + Table.quoted(place.table()))) {
                while (rows.next()) {
                    used.add(Encryption.keyOf(rows.getString(1)));
                }
            }
        }
        return List.copyOf(used);
    }

    /** {@return which of these this program doesn't have} */
    public List<String> missing(List<String> used) {
        var known = keys.all().stream().map(EncryptionKey::id).toList();
        return used.stream().filter(id -> !known.contains(id)).toList();
    }
}
