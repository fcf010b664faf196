package org.reelgraph;

import io.micronaut.runtime.Micronaut;

/** The program: a server on the address that the settings name. */
public final class Application {

    private Application() {
    }

    /**
     * Starts the server; the call returns once it serves.
     *
     * @param args framework options, such as {@code -micronaut.server.port=9090}
     */
    public static void main(String[] args) {
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }
}
