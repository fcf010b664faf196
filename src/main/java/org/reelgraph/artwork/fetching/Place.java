package org.reelgraph.artwork.fetching;

import java.nio.file.Path;
import java.util.Optional;
import org.reelgraph.artwork.fetching.web.WebPicture;
import org.reelgraph.connections.servers.ServerAddress;

/** Where a picture is. */
sealed interface Place {

    /**
     * On a server.
     *
     * @param name    what the server is called, for messages
     * @param missing a picture of the same server that doesn't exist; empty unless the server shows another one instead
     */
    record OnServer(String name, WebPicture picture, ServerAddress address, Optional<WebPicture> missing)
            implements
                Place {
    }

    /** In the import folder. */
    record InFolder(Path file) implements Place {
    }
}
