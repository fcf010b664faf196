package org.reelgraph.testing.servers;

import java.io.IOException;

/** The kinds of servers that the library can be synchronised with. */
public enum FakeKind {
    TAUTULLI, PLEX;

    /** {@return a server of this kind with an empty library} */
    public FakeServer start() throws IOException {
        return this == TAUTULLI ? new FakeTautulli() : new FakePlex();
    }
}
