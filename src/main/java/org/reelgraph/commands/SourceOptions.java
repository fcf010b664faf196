package org.reelgraph.commands;

import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import picocli.CommandLine.Option;

/** What imports by commands have in common. */
final class SourceOptions {

    @Option(names = "--source", defaultValue = "plex",
            description = "The source of the library; keys and ids identify an item within it (${DEFAULT-VALUE}).")
    String source;

    @Option(names = "--on-conflict", defaultValue = "UPDATE",
            description = "What to do with an item that already exists: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    ConflictPolicy onConflict;

    @Option(names = "--local", description = "Import in this process, even if a server is running that could do it.")
    boolean local;
}
