package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.reelgraph.connections.servers.ServerKind;

/** The kinds of servers that there are. */
@Singleton
class ServerKinds {

    private final Map<String, ServerKind> byName = new TreeMap<>();

    ServerKinds(List<ServerKind> kinds) {
        kinds.forEach(kind -> byName.put(kind.name(), kind));
    }

    /** {@return the names, as the schema has them} */
    Collection<String> names() {
        return byName.keySet();
    }

    /** {@return the kind of this name, which the schema allows} */
    ServerKind named(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }
}
